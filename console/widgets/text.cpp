// SPDX-License-Identifier: Apache-2.0
#include "console/widgets/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "console/widgets/figures.hpp"

namespace voelspriet::console {
namespace {

constexpr std::string_view kEllipsis = "…";

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The longest start of `text`, in whole characters, that fits.
std::size_t fitting(Face face, std::string_view text, float width) {
  const char* rest = nullptr;
  font(face)->CalcTextSizeA(font(face)->FontSize, width, 0, text.data(), text.data() + text.size(), &rest);
  return static_cast<std::size_t>(rest - text.data());
}

float widest_digit(Face face) {
  float widest = 0;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, font(face)->GetCharAdvance(digit));
  return std::round(widest);
}

// Words of one span on one line are drawn as one run: ImGui starts every text on a whole pixel, which would eat spaces.
struct Flow {
  ImVec2 at;
  float width;
  bool draw;
  float x = 0, y = 0;
  float run_x = 0;
  std::string_view run{};

  void next_line(const Span& span) {
    flush(span);
    x = 0, y += line_height(span.face);
  }

  void put(std::string_view word, float word_width) {
    if (run.empty()) run_x = x;
    run = run.empty() ? word : std::string_view{run.data(), static_cast<std::size_t>(word.data() + word.size() - run.data())};
    x += word_width;
  }

  void flush(const Span& span) {
    if (draw && !run.empty()) {
      const ImVec2 from{at.x + run_x, at.y + y};
      mark(span, from, x - run_x);
      draw_text(from, span.face, span.mark == Mark::over ? color(Tone::on_red_fill) : span.ink, run);
    }
    run = {};
  }

  void mark(const Span& span, ImVec2 from, float word_width) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float bottom = from.y + line_height(span.face);
    const ImVec2 to{from.x + word_width, bottom - px(1)};
    switch (span.mark) {
      case Mark::none: break;
      case Mark::fact: list.AddLine({from.x, to.y}, to, color(Tone::green), px(2)); break;
      case Mark::unknown:
        list.AddRectFilled({from.x, from.y + px(1)}, to, color(Tone::red_ground));
        draw_dashed_line({from.x, to.y}, to, color(Tone::red), px(2), px(5), px(3));
        break;
      case Mark::language: draw_dashed_line({from.x, to.y}, to, color(Tone::amber), px(2), px(2), px(2)); break;
      case Mark::over: list.AddRectFilled({from.x, from.y + px(1)}, to, color(Tone::red_fill)); break;
      case Mark::hit: list.AddRectFilled({from.x - px(2), from.y + px(1)}, {to.x + px(2), to.y}, color(Tone::bg3), px(2)); break;
    }
  }

  // One word with the spaces before it. A full stop right after a marked value stays on its line.
  void word(const Span& span, std::string_view spaces, std::string_view letters) {
    const float spaces_width = text_width(span.face, spaces);
    const bool tail = spaces.empty() && letters.size() <= 3;
    if (x > 0 && !tail && x + spaces_width + text_width(span.face, letters) > width) {
      next_line(span);
    } else if (!spaces.empty()) {
      put(spaces, spaces_width);
    }
    while (letters.size() > 1 && x + text_width(span.face, letters) > width) {
      std::size_t bytes = std::max<std::size_t>(fitting(span.face, letters, width - x), 1);
      while (bytes < letters.size() && continues_character(letters[bytes])) ++bytes;
      put(letters.substr(0, bytes), text_width(span.face, letters.substr(0, bytes)));
      letters.remove_prefix(bytes);
      next_line(span);
    }
    if (!letters.empty()) put(letters, text_width(span.face, letters));
  }
};

void flow_span(Flow& flow, const Span& span) {
  std::string_view rest = span.text;
  while (!rest.empty()) {
    if (rest.front() == '\n') {
      flow.next_line(span);
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t spaces = std::min(rest.find_first_not_of(' '), rest.size());
    const std::size_t end = std::min(rest.find_first_of(" \n", spaces), rest.size());
    flow.word(span, rest.substr(0, spaces), rest.substr(spaces, end - spaces));
    rest.remove_prefix(end);
  }
  flow.flush(span);
}

}  // namespace

float text_width(Face face, std::string_view text) {
  return font(face)->CalcTextSizeA(font(face)->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

float draw_text(ImVec2 at, Face face, ImU32 ink, std::string_view text) {
  const ImFont* drawn = font(face);
  const ImVec2 top{at.x, std::round(at.y + (line_height(face) - drawn->FontSize) / 2)};
  ImGui::GetWindowDrawList()->AddText(drawn, drawn->FontSize, top, ink, text.data(), text.data() + text.size());
  return at.x + text_width(face, text);
}

float draw_text_right(ImVec2 right_top, Face face, ImU32 ink, std::string_view text) {
  const float left = std::round(right_top.x - text_width(face, text));
  draw_text({left, right_top.y}, face, ink, text);
  return left;
}

void draw_text_elided(ImVec2 at, float width, Face face, ImU32 ink, std::string_view text) {
  if (text_width(face, text) <= width) {
    draw_text(at, face, ink, text);
    return;
  }
  std::size_t bytes = fitting(face, text, std::max(width - text_width(face, kEllipsis), 0.0F));
  while (bytes > 0 && bytes < text.size() && continues_character(text[bytes])) --bytes;
  draw_text({draw_text(at, face, ink, text.substr(0, bytes)), at.y}, face, ink, kEllipsis);
  if (ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + line_height(face)})) {
    ImGui::BeginTooltip();
    ImGui::PushFont(font(Face::body));
    ImGui::PushTextWrapPos(px(420));
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    ImGui::EndTooltip();
  }
}

float draw_text_tabular(ImVec2 at, Face face, ImU32 ink, std::string_view text) {
  const float digit = widest_digit(face);
  for (std::size_t i = 0; i < text.size();) {
    std::size_t bytes = 1;
    while (i + bytes < text.size() && continues_character(text[i + bytes])) ++bytes;
    const std::string_view one = text.substr(i, bytes);
    const float own = text_width(face, one);
    const bool figure = one.front() >= '0' && one.front() <= '9';
    draw_text({std::round(figure ? at.x + (digit - own) / 2 : at.x), at.y}, face, ink, one);
    at.x += figure ? digit : own;
    i += bytes;
  }
  return at.x;
}

float text_tabular_width(Face face, std::string_view text) {
  std::string letters;
  float width = 0;
  for (const char byte : text) {
    if (byte >= '0' && byte <= '9') {
      width += widest_digit(face);
    } else {
      letters.push_back(byte);
    }
  }
  return width + text_width(face, letters);
}

float flow_text(ImVec2 at, float width, std::span<const Span> spans, bool draw) {
  if (spans.empty()) return 0;
  Flow flow{at, width, draw};
  for (const Span& span : spans) flow_span(flow, span);
  return flow.y + line_height(spans.back().face);
}

float flow_text(ImVec2 at, float width, Face face, ImU32 ink, std::string_view text, bool draw) {
  return flow_text(at, width, std::array{Span{text, face, ink}}, draw);
}

}  // namespace voelspriet::console
