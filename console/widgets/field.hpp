// SPDX-License-Identifier: Apache-2.0
// Text fields on std::string. The plain field of Dear ImGui: its multi-line form neither wraps nor underlines, so a statement shows
// its words again in flow_text below it.
#pragma once

#include <string>
#include <string_view>

#include "console/widgets/rect.hpp"

namespace voelspriet::console {

struct FieldLook {
  std::string_view hint;      // stands in an empty field
  bool secret = false;        // shows dots, is never copied out
  bool take_focus = false;    // the keyboard goes here this frame
};
struct FieldAnswer {
  bool changed = false;
  bool focused = false;  // has the keyboard; for one frame more after another field asked for it
  bool clicked = false;
};
// `limit` in bytes of UTF-8. Bidirectional controls and zero-width characters are refused at the key.
FieldAnswer line_field(Rect box, int id, std::string& text, std::size_t limit, const FieldLook& look = {});
FieldAnswer text_field(Rect box, int id, std::string& text, std::size_t limit, const FieldLook& look = {});

// Takes the keyboard from the field that has it.
void leave_field();

}  // namespace voelspriet::console
