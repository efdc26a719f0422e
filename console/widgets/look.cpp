// SPDX-License-Identifier: Apache-2.0
#include "console/widgets/look.hpp"

#include <array>
#include <cmath>

namespace voelspriet::console {
namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32((hex >> 16) & 0xff, (hex >> 8) & 0xff, hex & 0xff, 0xff); }

using Palette = std::array<ImU32, static_cast<std::size_t>(Tone::count)>;

constexpr Palette kDark{
    rgb(0x0A0F14), rgb(0x10171E), rgb(0x17202A), rgb(0x213040),
    rgb(0x25313D), rgb(0x6C7F90),
    rgb(0xEAF0F5), rgb(0xB4C1CD), rgb(0x8C9CAB),
    rgb(0x6FB7FF), rgb(0x1E66B0), rgb(0xFFFFFF),
    rgb(0xFF7088), rgb(0xC42A45), rgb(0xFFFFFF),
    rgb(0x3A1520), rgb(0x332B0F), rgb(0x0F2E28),
    rgb(0xBBA2FF), rgb(0x2A2050), rgb(0x4B3A99), rgb(0xFFFFFF),
    rgb(0xDDE6EE), rgb(0xF6D76B), rgb(0x45D0AC), rgb(0xF77F3A), rgb(0xD98DF2), rgb(0xA3C3E2), rgb(0x8C9CAB),
    rgb(0xEAF0F5), rgb(0x10171E),
};

constexpr Palette kLight{
    rgb(0xE4E9EE), rgb(0xFBFCFD), rgb(0xEFF3F6), rgb(0xDCE9F6),
    rgb(0xCDD6DE), rgb(0x74838F),
    rgb(0x101820), rgb(0x394854), rgb(0x55646F),
    rgb(0x0A5CB8), rgb(0x0A5CB8), rgb(0xFFFFFF),
    rgb(0x9C0C30), rgb(0x9C0C30), rgb(0xFFFFFF),
    rgb(0xFBE4E8), rgb(0xFAF0CB), rgb(0xDDF2EB),
    rgb(0x5534B8), rgb(0x5534B8), rgb(0x4527A0), rgb(0xFFFFFF),
    rgb(0x22303B), rgb(0x5F4D00), rgb(0x006B52), rgb(0xB04500), rgb(0x76249E), rgb(0x2C4C6E), rgb(0x5B6A76),
    rgb(0x1B2631), rgb(0xFBFCFD),
};
static_assert(kDark.back() != 0 && kLight.back() != 0, "a tone has no colour");

Theme current_theme = Theme::dark;

ImVec4 vec(Tone tone) { return ImGui::ColorConvertU32ToFloat4(color(tone)); }

}  // namespace

void use_theme(Theme chosen) {
  current_theme = chosen;
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle{};
  style.WindowPadding = style.FramePadding = style.ItemSpacing = ImVec2{0, 0};
  style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
  style.ScrollbarRounding = style.FrameRounding = 4;
  style.Colors[ImGuiCol_Text] = vec(Tone::t1);
  style.Colors[ImGuiCol_TextDisabled] = vec(Tone::t3);
  style.Colors[ImGuiCol_TextSelectedBg] = vec(Tone::button);
  style.Colors[ImGuiCol_WindowBg] = vec(Tone::bg0);
  style.Colors[ImGuiCol_ChildBg] = style.Colors[ImGuiCol_FrameBg] = style.Colors[ImGuiCol_ScrollbarBg] = ImVec4{0, 0, 0, 0};
  style.Colors[ImGuiCol_PopupBg] = vec(Tone::bg2);
  style.Colors[ImGuiCol_Border] = vec(Tone::edge);
  style.Colors[ImGuiCol_ScrollbarGrab] = vec(Tone::line);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = style.Colors[ImGuiCol_ScrollbarGrabActive] = vec(Tone::edge);
}

Theme theme() { return current_theme; }

ImU32 color(Tone tone) {
  return (current_theme == Theme::dark ? kDark : kLight)[static_cast<std::size_t>(tone)];
}

ImU32 color(Tone tone, float opacity) {
  const auto alpha = static_cast<ImU32>(std::lround(255 * opacity));
  return (color(tone) & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

}  // namespace voelspriet::console
