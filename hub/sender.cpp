// SPDX-License-Identifier: Apache-2.0
#include "hub/sender.hpp"

#include "hub/base/time.hpp"
#include "hub/engine/render.hpp"

namespace voelspriet::hub {
namespace {

using namespace std::chrono_literals;

engine::SendOutcome carry_out(const engine::Channels& channels, const Send& task) {
  engine::Channel* channel = engine::find_channel(channels, task.job.delivery.channel);
  if (!channel) return {engine::SendOutcome::Kind::failed, "this desk has no channel of that name any more", ""};
  return task.look ? channel->look(task.job) : channel->send(task.job);
}

}  // namespace

void run_sender(Mailboxes& mailboxes, const engine::Channels& channels, const StopFlag& stop) {
  while (!stop.requested()) {
    for (const Send& task : mailboxes.sender.pop(1, steady_now() + 200ms)) {
      EngineInput outcome = Outcome{task.job.delivery.id, carry_out(channels, task), task.look, task.orphan};
      while (!mailboxes.engine.push(std::move(outcome)) && !stop.requested()) sleep_until_or(steady_now() + 5ms, stop);
    }
  }
}

}  // namespace voelspriet::hub
