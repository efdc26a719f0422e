// SPDX-License-Identifier: Apache-2.0
// Measures every picture of the console without a window: no letter stands on another, on a line between panes, or over an edge.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "console/views/views.hpp"
#include "console/widgets/look.hpp"
#include "hub/text/tr.hpp"
#include "tests/console/screens/pictures.hpp"

namespace voelspriet::console {
namespace {

struct Box {
  float left, top, right, bottom;
  float shared(const Box& other) const {  // the least share of either's width and height that lies in the other
    const float w = std::min(right, other.right) - std::max(left, other.left), h = std::min(bottom, other.bottom) - std::max(top, other.top);
    return std::min(w / std::min(right - left, other.right - other.left), h / std::min(bottom - top, other.bottom - other.top));
  }
};

struct Drawn {
  std::vector<Box> letters, borders;
  std::vector<std::string> cut;
};

// ImGui draws letters and plain rectangles as four corners and two triangles; only a letter's corners lie apart in the atlas.
void take(const ImDrawList& list, const ImDrawCmd& command, Drawn& drawn) {
  const ImVec2 white = ImGui::GetIO().Fonts->TexUvWhitePixel;
  for (unsigned at = command.IdxOffset; at + 3 <= command.IdxOffset + command.ElemCount; at += 3) {
    const ImDrawIdx* index = &list.IdxBuffer[static_cast<int>(at)];
    const bool quad = at + 6 <= command.IdxOffset + command.ElemCount && index[1] == index[0] + 1 && index[2] == index[0] + 2 && index[3] == index[0] &&
                      index[4] == index[2] && index[5] == index[2] + 1;
    if (!quad) continue;
    const ImDrawVert& from = list.VtxBuffer[static_cast<int>(command.VtxOffset + index[0])];
    const ImDrawVert& to = list.VtxBuffer[static_cast<int>(command.VtxOffset + index[2])];
    const Box box{from.pos.x, from.pos.y, to.pos.x, to.pos.y}, clip{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
    at += 3;
    const Box seen{std::max(box.left, clip.left), std::max(box.top, clip.top), std::min(box.right, clip.right), std::min(box.bottom, clip.bottom)};
    if (seen.bottom <= seen.top || box.right <= box.left) continue;  // scrolled out of sight
    const bool letter = from.uv.x != white.x || from.uv.y != white.y;
    if (letter && (box.left < clip.left - 1 || box.right > clip.right + 1)) drawn.cut.push_back(fmt::format("{:.0f},{:.0f}", box.left, box.top));
    if (seen.right <= seen.left) continue;
    if (letter) drawn.letters.push_back(seen);
    else if (box.right - box.left <= px(1) && box.bottom - box.top >= px(100)) drawn.borders.push_back(seen);
  }
}

// What the last of several frames draws: a field takes the keyboard on the second.
Drawn draw(const Picture& picture, int zoom) {
  Story story{picture.exercise};
  ConsoleModel model = staged(picture, story, zoom);
  Ui ui;
  for (int frame = 0; frame < 4; ++frame) {
    model.refresh(story.now());
    ImGui::NewFrame();
    draw_console(model, ui);
    ImGui::Render();
  }
  Drawn drawn;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer) take(*list, command, drawn);
  return drawn;
}

using View = std::tuple<int, int, int, text::Lang>;  // width, height, zoom

struct Layout : ::testing::TestWithParam<View> {
  Layout() {
    const auto [width, height, zoom, lang] = GetParam();
    text::set_lang(lang);
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    use_theme(Theme::dark);
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // else lines would look like letters
    use_fonts(static_cast<float>(zoom) / 100);
  }
  ~Layout() override {
    ImGui::DestroyContext();
    text::set_lang(text::Lang::nl);
  }
};

TEST_P(Layout, NothingOverlapsOrRunsOutOfItsPane) {
  for (const Picture& picture : pictures()) {
    const std::string name = picture.name;
    const bool drawer = std::get<2>(GetParam()) > 100 && (name == "stream" || name == "long_mention");
    if (name == "help" || drawer) continue;  // lies over the rest
    Drawn drawn = draw(picture, std::get<2>(GetParam()));
    EXPECT_GT(drawn.letters.size(), 50u) << name;
    const bool own_lines = name == "editor";  // Dear ImGui's field does not wrap; below it stands the same text that does
    EXPECT_TRUE(own_lines || drawn.cut.empty()) << name << ": letters cut at the side at " << fmt::format("{}", fmt::join(drawn.cut, " "));
    std::ranges::sort(drawn.letters, {}, &Box::top);
    int overlaps = 0;
    for (auto one = drawn.letters.begin(); one != drawn.letters.end(); ++one) {
      for (auto other = one + 1; other != drawn.letters.end() && other->top < one->bottom; ++other) {
        if (one->shared(*other) < 0.5F || ++overlaps > 3) continue;
        ADD_FAILURE() << name << fmt::format(": letters on each other at {:.0f},{:.0f}", other->left, other->top);
      }
      for (const Box& line : drawn.borders) {
        const bool on_it = one->left < line.left - 1 && one->right > line.right + 1 && one->top < line.bottom && one->bottom > line.top;
        if (on_it && ++overlaps <= 3) ADD_FAILURE() << name << fmt::format(": a letter over the edge of its pane at {:.0f},{:.0f}", one->left, one->top);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Views, Layout,
                         ::testing::Values(View{1280, 800, 100, text::Lang::nl}, View{1280, 800, 100, text::Lang::en}, View{1440, 900, 100, text::Lang::nl},
                                           View{1280, 800, 150, text::Lang::nl}),
                         [](const auto& view) {
                           return fmt::format("{}x{}at{}{}", std::get<0>(view.param), std::get<1>(view.param), std::get<2>(view.param),
                                              std::get<3>(view.param) == text::Lang::nl ? "nl" : "en");
                         });

}  // namespace
}  // namespace voelspriet::console
