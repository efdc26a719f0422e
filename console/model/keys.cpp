// SPDX-License-Identifier: Apache-2.0
#include "console/model/keys.hpp"

#include <algorithm>
#include <array>

namespace voelspriet::console {
namespace {

constexpr KeyPress letter(char32_t character) { return {.character = character}; }
constexpr KeyPress named(Key key) { return {.key = key}; }
constexpr KeyPress with_ctrl(Key key) { return {.key = key, .ctrl = true}; }
constexpr KeyPress with_ctrl(char32_t character) { return {.letter = character, .ctrl = true}; }

constexpr std::array kBindings{
    Binding{Act::help, Group::everywhere, named(Key::f1), "F1", "key.help"},
    Binding{Act::lock, Group::everywhere, named(Key::f2), "F2", "key.lock"},
    Binding{Act::reconnect, Group::everywhere, named(Key::f5), "F5", "key.reconnect"},
    Binding{Act::next_pane, Group::everywhere, named(Key::f6), "F6", "key.next_pane"},
    Binding{Act::brake, Group::everywhere, named(Key::f12), "F12", "key.brake"},
    Binding{Act::zoom_in, Group::everywhere, with_ctrl(Key::plus), "Ctrl +", "key.zoom_in", true},
    Binding{Act::zoom_out, Group::everywhere, with_ctrl(Key::minus), "Ctrl -", "key.zoom_out", true},
    Binding{Act::zoom_reset, Group::everywhere, with_ctrl(Key::zero), "Ctrl 0", "key.zoom_reset"},

    Binding{Act::show_situation, Group::no_field, letter('1'), "1", "screen.situation"},
    Binding{Act::show_statements, Group::no_field, letter('2'), "2", "screen.statements"},
    Binding{Act::show_sent, Group::no_field, letter('3'), "3", "screen.sent"},
    Binding{Act::next_row, Group::no_field, letter('j'), "j", "key.next_row", true},
    Binding{Act::previous_row, Group::no_field, letter('k'), "k", "key.previous_row", true},
    Binding{Act::next_pane, Group::no_field, named(Key::tab), "Tab", "key.next_pane", false, true},
    Binding{Act::back, Group::no_field, named(Key::escape), "Esc", "key.back"},
    Binding{Act::undo, Group::no_field, letter('u'), "u", "key.undo", false, true},
    Binding{Act::proof, Group::no_field, letter('y'), "y", "key.proof"},

    Binding{Act::match, Group::mentions, letter('b'), "b", "key.match", false, true},
    Binding{Act::not_this_one, Group::mentions, letter('x'), "x", "key.not_this_one", false, true},
    Binding{Act::make_claim, Group::mentions, letter('g'), "g", "key.make_claim", false, true},
    Binding{Act::select, Group::mentions, letter(' '), "cap.space", "key.select", false, true},
    Binding{Act::open, Group::mentions, named(Key::enter), "↵", "key.open_claim"},

    Binding{Act::check, Group::claims, letter('c'), "c", "key.check", false, true},
    Binding{Act::refute, Group::claims, letter('o'), "o", "key.refute", false, true},
    Binding{Act::confirm, Group::claims, letter('b'), "b", "key.confirm", false, true},
    Binding{Act::mislead, Group::claims, letter('i'), "i", "key.mislead"},
    Binding{Act::undetermined, Group::claims, letter('p'), "p", "key.undetermined"},
    Binding{Act::evidence, Group::claims, letter('e'), "e", "key.evidence", false, true},
    Binding{Act::take, Group::claims, letter('w'), "w", "key.take", false, true},
    Binding{Act::make_statement, Group::claims, letter('n'), "n", "key.make_statement", false, true},
    Binding{Act::contradiction, Group::claims, letter('t'), "t", "key.contradiction"},
    Binding{Act::close, Group::claims, letter('z'), "z", "key.close"},
    Binding{Act::reopen, Group::claims, letter('h'), "h", "key.reopen"},
    Binding{Act::make_claim, Group::claims, letter('g'), "g", "key.make_claim"},
    Binding{Act::open, Group::claims, named(Key::enter), "↵", "key.open"},

    Binding{Act::new_statement, Group::statements, letter('n'), "n", "key.new_statement", false, true},
    Binding{Act::edit, Group::statements, named(Key::enter), "↵", "key.edit", false, true},
    Binding{Act::submit, Group::statements, {.key = Key::enter, .ctrl = true}, "Ctrl ↵", "key.submit", false, true},
    Binding{Act::approve, Group::statements, letter('a'), "a", "key.approve", false, true},
    Binding{Act::send_back, Group::statements, letter('x'), "x", "key.send_back", false, true},
    Binding{Act::take_over, Group::statements, letter('w'), "w", "key.take_over"},

    Binding{Act::submit, Group::editor, {.key = Key::enter, .ctrl = true}, "Ctrl ↵", "key.submit", false, true},
    Binding{Act::save, Group::editor, with_ctrl('s'), "Ctrl S", "key.save", false, true},
    Binding{Act::undo_words, Group::editor, with_ctrl('z'), "Ctrl Z", "key.undo_words", true, true},  // the field itself does it

    Binding{Act::open, Group::sent, named(Key::enter), "↵", "key.settle", false, true},
};

bool same(const KeyPress& bound, const KeyPress& press) {
  return bound.character == press.character && bound.key == press.key && bound.letter == press.letter && bound.ctrl == press.ctrl;
}

bool works(Group group, const Where& where) {
  switch (group) {
    case Group::everywhere: return true;
    case Group::no_field: return !where.field;
    case Group::mentions: return !where.field && where.screen == Screen::situation && where.pane == Pane::mentions;
    case Group::claims: return !where.field && where.screen == Screen::situation && where.pane != Pane::mentions;
    case Group::statements: return !where.field && where.screen == Screen::statements;
    case Group::editor: return where.field && where.screen == Screen::statements && where.pane == Pane::editor && !where.strip;
    case Group::sent: return !where.field && where.screen == Screen::sent;
    case Group::count: break;
  }
  return false;
}

// While a strip waits, only its own keys count; letters must not act on what lies behind it.
std::optional<Act> strip_act(const KeyPress& press, const Where& where) {
  if (press.key == Key::escape) return Act::back;
  if (press.key == Key::enter) return Act::enter;
  if (press.key == Key::tab) return Act::next_field;
  if (!where.field && press.character == ' ') return Act::select;
  if (!where.field && press.character == 'j') return Act::next_row;
  if (!where.field && press.character == 'k') return Act::previous_row;
  return std::nullopt;
}

}  // namespace

std::span<const Binding> bindings() { return kBindings; }

std::optional<Act> act_for(const KeyPress& press, const Where& where) {
  for (const Binding& binding : kBindings) {
    const bool near = works(binding.group, where) && (!where.strip || binding.group == Group::everywhere);
    if (near && same(binding.press, press) && (binding.repeats || !press.repeat)) return binding.act;
  }
  if (where.strip && !press.repeat) return strip_act(press, where);
  if (where.field && press.key == Key::escape) return Act::back;
  return std::nullopt;
}

std::vector<const Binding*> working(const Where& where) {
  std::vector<const Binding*> found;
  for (const Binding& binding : kBindings) {
    if (works(binding.group, where)) found.push_back(&binding);
  }
  std::stable_partition(found.begin(), found.end(), [](const Binding* binding) { return binding->group >= Group::mentions; });
  return found;
}

bool sends(Act act) {
  switch (act) {
    case Act::help:
    case Act::lock:
    case Act::reconnect:
    case Act::next_pane:
    case Act::zoom_in:
    case Act::zoom_out:
    case Act::zoom_reset:
    case Act::show_situation:
    case Act::show_statements:
    case Act::show_sent:
    case Act::next_row:
    case Act::previous_row:
    case Act::select:
    case Act::open:
    case Act::back:
    case Act::proof:
    case Act::new_statement:
    case Act::make_statement:
    case Act::edit:
    case Act::undo_words:
    case Act::next_field: return false;
    default: return true;
  }
}

const char* cap_of(Act act, Group group) {
  const auto* found = std::find_if(kBindings.begin(), kBindings.end(), [&](const Binding& binding) { return binding.act == act && binding.group == group; });
  return found == kBindings.end() ? "" : found->cap;
}

}  // namespace voelspriet::console
