// SPDX-License-Identifier: Apache-2.0
#include "console/model/closed.hpp"

#include "console/model/words.hpp"
#include "hub/domain/contradiction.hpp"
#include "hub/domain/decide.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {

std::string closed(const RowContext& context, domain::CommandBody body, domain::Sequence base) {
  if (log_shut(context.pulse)) return text::tr("refused.store");
  const domain::Command command{{std::string(32, '0'), context.incident, base, 0}, std::move(body)};
  domain::Context rules;
  rules.now = context.now;
  rules.rendered.emplace_back();  // what the channels will make of it is the hub's to see
  for (const domain::FoundContradiction& found : context.pulse.contradictions)
    if (!domain::settled(context.state, {found.a, found.b})) rules.contradicted.insert(rules.contradicted.end(), {found.a, found.b});
  const domain::Decision decision = domain::decide(context.state, {context.me, 0}, command, rules);
  return decision ? "" : reason_of(decision.error());
}

bool signs(const RowContext& context, const domain::Claim& claim, domain::Verdict verdict) {
  return claim.proposal && claim.proposal->verdict == verdict && claim.proposal->by != context.me &&
         closed(context, domain::SignVerdict{claim.id}, claim.version).empty();
}

std::string closed_verdict(const RowContext& context, const domain::Claim& claim, domain::Verdict verdict) {
  if (signs(context, claim, verdict)) return {};
  return closed(context, domain::ProposeVerdict{claim.id, verdict, {}, ""}, claim.version);
}

}  // namespace voelspriet::console
