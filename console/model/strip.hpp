// SPDX-License-Identifier: Apache-2.0
// The strip in place that asks for the second act, or for the few words an act needs. Pure: keys in, an answer out.
// The second key is Enter, pressed anew: a key held down from the first act does not count.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "console/model/keys.hpp"
#include "hub/domain/claim.hpp"
#include "hub/domain/delivery.hpp"
#include "hub/domain/statement.hpp"

namespace voelspriet::console {

enum class StripKind {
  none, verdict, sign, close_claim, reopen_claim, evidence, make_claim, raise, resolve, submit, approve, release, send_back, retry, look, report,
  release_brake, count
};

struct StripField {
  const char* label = "";  // of tr()
  std::string text;
  std::size_t limit = 0;
  bool required = false;
};

struct Strip {
  StripKind kind = StripKind::none;
  domain::ClaimId claim{}, other{};
  domain::StatementId statement{};
  domain::DeliveryId delivery{};
  domain::ContradictionId contradiction{};
  domain::Sequence base = 0;             // version of what was on screen when the strip opened
  std::vector<domain::Digest> leaves;    // the exact texts on screen then
  domain::Verdict verdict = domain::Verdict::undetermined;
  std::vector<domain::MentionRef> mentions;
  std::vector<StripField> fields;
  std::size_t focus = 0;   // the field with the keyboard; after the fields come the choices
  bool take_focus = true;  // the view gives it the keyboard on its next frame
  // Of evidence:
  domain::Stance stance = domain::Stance::contradicts;
  bool official = false;

  bool open() const { return kind != StripKind::none; }
  // Stance and weight of evidence: walked through like fields, changed with space.
  std::size_t choices() const { return kind == StripKind::evidence ? 2 : 0; }
  bool in_field() const { return focus < fields.size(); }
  // Every required field has words in it.
  bool complete() const;
};

enum class StripAnswer { waits, go, cancelled };
StripAnswer press(Strip& strip, Act act);

// The strip for an act, with its empty fields.
Strip make_strip(StripKind kind);

}  // namespace voelspriet::console
