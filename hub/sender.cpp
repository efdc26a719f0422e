// SPDX-License-Identifier: Apache-2.0
#include "hub/sender.hpp"

#include "hub/base/time.hpp"

namespace voelspriet::hub {
namespace {

using namespace std::chrono_literals;

engine::SendOutcome carry_out(engine::Channel& channel, const Send& task, const Figures& figures) {
  if (task.look) return channel.look(task.job);
  if (figures.log().braked) return {engine::SendOutcome::Kind::not_sent, "the brake was pulled before it left", ""};
  return channel.send(task.job);
}

}  // namespace

void run_sender(Mailbox<Send>& tasks, engine::Channel& channel, Mailbox<EngineInput>& engine, const Figures& figures, const StopFlag& stop) {
  while (!stop.requested()) {
    for (const Send& task : tasks.pop(1, steady_now() + 200ms)) {
      EngineInput outcome = Outcome{task.job.delivery.id, carry_out(channel, task, figures), task.look, task.orphan};
      while (!engine.push(std::move(outcome)) && !stop.requested()) sleep_until_or(steady_now() + 5ms, stop);
    }
  }
}

}  // namespace voelspriet::hub
