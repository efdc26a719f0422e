// SPDX-License-Identifier: Apache-2.0
// The keyboard as one table: what works where, what stands in the status line and in the help. Pure, so tested without a window.
// Letters are matched by the character typed, not by the place of the key (AZERTY), and only while no field has the keyboard.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace voelspriet::console {

enum class Act {
  // everywhere
  help, lock, reconnect, next_pane, zoom_in, zoom_out, zoom_reset, brake,
  // no field
  show_situation, show_statements, show_sent, next_row, previous_row, select, open, back, undo, proof,
  // mentions
  match, not_this_one, make_claim,
  // claims
  check, confirm, refute, mislead, undetermined, reopen, close, take, contradiction, evidence, make_statement,
  // statements
  new_statement, approve, send_back, edit, submit, save, undo_words, take_over,
  // strips and fields
  next_field, enter,
};

enum class Screen { situation, statements, sent, count };
enum class Pane { mentions, claims, claim, statements, editor, sent };

// Where the keyboard is.
struct Where {
  Screen screen = Screen::situation;
  Pane pane = Pane::claims;
  bool field = false;   // a text field has it
  bool strip = false;   // a strip waits for its second key
};

enum class Key { none, enter, escape, tab, f1, f2, f5, f6, f12, plus, minus, zero };

struct KeyPress {
  char32_t character = 0;  // as typed, 0 for the named keys and with Ctrl: then `letter` holds it in lower case
  Key key = Key::none;
  char32_t letter = 0;
  bool ctrl = false;
  bool repeat = false;     // held down
};

enum class Group { everywhere, no_field, mentions, claims, statements, editor, sent, count };

struct Binding {
  Act act;
  Group group;
  KeyPress press;
  const char* cap;         // as printed on the key, or of tr()
  const char* word;        // of tr(), in two words
  bool repeats = false;    // holding it goes on
  bool in_status = false;  // worth a place in the status line
};

std::span<const Binding> bindings();
// What the press means there, or nothing.
std::optional<Act> act_for(const KeyPress& press, const Where& where);
// The bindings that work there, the special ones first.
std::vector<const Binding*> working(const Where& where);
// Whether the act asks the hub for something: shut while there is no line to it.
bool sends(Act act);
// The cap of an act, for buttons: "o".
const char* cap_of(Act act, Group group);

}  // namespace voelspriet::console
