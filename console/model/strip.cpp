// SPDX-License-Identifier: Apache-2.0
#include "console/model/strip.hpp"

#include <algorithm>

#include "hub/base/limits.hpp"

namespace voelspriet::console {

bool Strip::complete() const {
  return std::ranges::all_of(fields, [](const StripField& field) {
    return !field.required || field.text.find_first_not_of(" \n\t") != std::string::npos;
  });
}

StripAnswer press(Strip& strip, Act act) {
  switch (act) {
    case Act::back: return StripAnswer::cancelled;
    case Act::next_field:
      if (!strip.fields.empty()) strip.focus = (strip.focus + 1) % (strip.fields.size() + strip.choices());
      strip.take_focus = true;
      return StripAnswer::waits;
    case Act::select:
      if (strip.focus == strip.fields.size() + 1) {
        strip.official = !strip.official;
      } else {
        strip.stance = strip.stance == domain::Stance::supports ? domain::Stance::contradicts : domain::Stance::supports;
      }
      return StripAnswer::waits;
    case Act::enter:
      if (strip.complete()) return StripAnswer::go;
      strip.focus = static_cast<std::size_t>(std::ranges::find_if(strip.fields, [](const StripField& field) {
                                               return field.required && field.text.empty();
                                             }) - strip.fields.begin()) % strip.fields.size();
      strip.take_focus = true;
      return StripAnswer::waits;
    default: return StripAnswer::waits;
  }
}

Strip make_strip(StripKind kind) {
  using limits::kNoteMax;
  Strip strip;
  strip.kind = kind;
  switch (kind) {
    case StripKind::evidence:
      strip.fields = {{"strip.evidence.source", "", limits::kNameMax, true},
                      {"strip.evidence.text", "", kNoteMax, true},
                      {"strip.evidence.link", "", limits::kLinkMax, false}};
      break;
    case StripKind::make_claim: strip.fields = {{"strip.assertion", "", limits::kAssertionMax, true}}; break;
    case StripKind::verdict: strip.fields = {{"strip.note", "", kNoteMax, false}}; break;
    case StripKind::resolve: strip.fields = {{"strip.resolution", "", kNoteMax, true}}; break;
    case StripKind::report: strip.fields = {{"strip.proof", "", limits::kLinkMax, true}}; break;
    case StripKind::close_claim:
    case StripKind::reopen_claim: strip.fields = {{"strip.reason", "", kNoteMax, false}}; break;
    case StripKind::send_back:
    case StripKind::retry:
    case StripKind::release_brake: strip.fields = {{"strip.reason", "", kNoteMax, true}}; break;
    default: break;
  }
  return strip;
}

}  // namespace voelspriet::console
