// SPDX-License-Identifier: Apache-2.0
// A statement on its way through a channel, for tests of channels.
#pragma once

#include "hub/engine/ports.hpp"

namespace voelspriet::test {

inline Time at(std::string_view clock) { return *parse_rfc3339("2026-11-21T" + std::string{clock} + "Z"); }

inline engine::RenderJob render_job(std::uint32_t statement = 17, bool exercise = false) {
  engine::RenderJob job;
  job.desk = "Moerhaven";
  job.exercise = exercise;
  job.statement = {statement};
  job.revision = 2;
  job.wording.title = "Er komt geen chloorgas vrij";
  job.wording.body = "De brandweer meet geen chloor.\n\nHoud ramen <dicht> & \"deuren\" ook.";
  job.claims = {{{4}, "Er komt chloorgas vrij", domain::Verdict::false_}, {{5}, "De brug is dicht", std::nullopt}};
  return job;
}

// What the dispatcher hands over after this job was rendered, approved and started.
inline engine::SendJob send_job(const engine::Channel& channel, const engine::RenderJob& rendered, Time now) {
  engine::SendJob job;
  job.variant = channel.render(rendered).value();
  job.delivery.channel = channel.name();
  job.delivery.key = "00112233445566778899aabbccddeeff";
  job.statement.id = rendered.statement;
  job.statement.wording = rendered.wording;
  job.desk = rendered.desk;
  job.exercise = rendered.exercise;
  job.now = now;
  return job;
}

}  // namespace voelspriet::test
