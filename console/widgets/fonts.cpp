// SPDX-License-Identifier: Apache-2.0
// The faces of look.hpp: Inter, with Symbola (emoji) and Noto (other scripts) behind it where text of others is shown.
// Dear ImGui shapes nothing: no ligatures, no kerning, no joining of scripts.
#include <array>
#include <cmath>
#include <filesystem>

#include "console/widgets/look.hpp"

namespace voelspriet::console {
namespace {

constexpr const char* kInter = "/usr/share/fonts/opentype/inter/Inter-Regular.otf";
constexpr const char* kInterBold = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf";
constexpr const char* kSymbola = "/usr/share/fonts/truetype/ancient-scripts/Symbola_hint.ttf";
constexpr const char* kNotoArabic = "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf";
constexpr const char* kNotoHebrew = "/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf";

// Sizes of the grid are em sizes; ImGui wants ascender minus descender, which for Inter is 1.21 em.
constexpr float kInterLine = 1.21F;
// Symbola draws small inside its line: this makes an emoji as high as a capital with its descender.
constexpr float kSymbolaScale = 1.3F;

constexpr ImWchar kLatin[] = {0x20, 0x24F, 0x370, 0x3FF, 0x400, 0x4FF, 0x1E00, 0x1EFF, 0x2010, 0x205E, 0x20A0, 0x20BF,
                              0x2190, 0x2193, 0x21B5, 0x21B5, 0x2212, 0x2212, 0x2713, 0x2713, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar kSymbols[] = {0x2100, 0x27BF, 0x2B00, 0x2BFF, 0x1F000, 0x1F0FF, 0x1F1E6, 0x1F1FF,
                                0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1FAFF, 0};
constexpr ImWchar kArabic[] = {0x600, 0x6FF, 0xFE70, 0xFEFF, 0};
constexpr ImWchar kHebrew[] = {0x590, 0x5FF, 0};

struct FaceSpec {
  float em;
  float line;
  bool bold;
  bool strangers;  // shows text of others, so it needs every script
};
constexpr std::array<FaceSpec, static_cast<std::size_t>(Face::count)> kFaces{{
    {11, 16, true, false},   // cap
    {12, 16, false, false},  // label
    {12, 16, true, false},   // label_bold
    {14, 20, false, true},   // body
    {14, 20, true, true},    // body_bold
    {16, 24, false, true},   // heading
    {16, 22, true, true},    // heading_bold
    {20, 26, true, false},   // figure
    {30, 38, true, false},   // clock
}};
static_assert(kFaces.back().em > 0, "a face has no size");

float current_scale = 1;
std::array<ImFont*, kFaces.size()> loaded{};

void merge(ImFontAtlas& atlas, const char* file, float size, const ImWchar* ranges) {
  if (!std::filesystem::exists(file)) return;
  ImFontConfig config;
  config.MergeMode = true;
  config.OversampleH = config.OversampleV = 1;
  atlas.AddFontFromFileTTF(file, size, &config, ranges);
}

}  // namespace

bool use_fonts(float wanted) {
  current_scale = wanted;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  const bool have_inter = std::filesystem::exists(kInter) && std::filesystem::exists(kInterBold);
  for (std::size_t i = 0; i < kFaces.size(); ++i) {
    const FaceSpec& face = kFaces[i];
    const float size = face.em * kInterLine * wanted;
    ImFontConfig config;
    config.SizePixels = size;
    config.OversampleH = 3;  // letters stand on thirds of a pixel: even spacing without hinting
    config.OversampleV = 1;
    if (!have_inter) {
      loaded[i] = atlas.AddFontDefault(&config);
      continue;
    }
    loaded[i] = atlas.AddFontFromFileTTF(face.bold ? kInterBold : kInter, size, &config, kLatin);
    if (!face.strangers) continue;
    merge(atlas, kSymbola, size * kSymbolaScale, kSymbols);
    merge(atlas, kNotoArabic, size, kArabic);
    merge(atlas, kNotoHebrew, size, kHebrew);
  }
  atlas.Build();
  return have_inter;
}

float scale() { return current_scale; }
float px(float effective) { return std::round(effective * current_scale); }
ImFont* font(Face face) { return loaded[static_cast<std::size_t>(face)]; }
float line_height(Face face) { return px(kFaces[static_cast<std::size_t>(face)].line); }

}  // namespace voelspriet::console
