// SPDX-License-Identifier: Apache-2.0
#include "hub/engine/engine.hpp"

#include <fmt/format.h>

#include "hub/base/limits.hpp"
#include "hub/crypto/digest.hpp"
#include "hub/engine/render.hpp"

namespace voelspriet::engine {
namespace {

constexpr std::size_t kReplayPage = 5'000;

bool asks_for_a_verdict(const domain::CommandBody& body) {
  return std::holds_alternative<domain::ProposeVerdict>(body) || std::holds_alternative<domain::SignVerdict>(body) ||
         std::holds_alternative<domain::ApproveStatement>(body) || std::holds_alternative<domain::ReleaseStatement>(body);
}

bool must_stop(Errc code) { return code == Errc::kFenced || code == Errc::kConflict || code == Errc::kCorrupt; }

}  // namespace

Engine::Engine(LogPort& log, SnapshotPort& snapshots, const Channels& channels, EventCodec codec, Surroundings around)
    : log_(log), snapshots_(snapshots), channels_(channels), codec_(codec), around_(std::move(around)) {}

Result<void> Engine::start() {
  if (auto loaded = snapshots_.load()) {
    durable_ = std::move(loaded->state);
    head_ = loaded->head;
  }
  if (auto replayed = replay(); !replayed) return replayed;
  tentative_ = durable_;
  return {};
}

Result<void> Engine::replay() {
  while (true) {
    const auto page = log_.read(head_.seq, kReplayPage);
    if (!page) return tl::unexpected(page.error());
    for (const std::string& bytes : *page) {
      const auto event = codec_.decode(bytes);
      const std::string where = fmt::format("line {}", head_.seq + 1);
      if (!event) return fail(Errc::kCorrupt, where, to_string(event.error()));
      if (event->meta.seq != head_.seq + 1 || event->meta.prev != head_.hash)
        return fail(Errc::kCorrupt, where, "does not follow the line before it");
      domain::evolve(durable_, *event);
      head_ = {event->meta.seq, crypto::sha256(bytes)};
    }
    if (page->size() < kReplayPage) break;
  }
  const auto head = log_.head();
  if (!head) return tl::unexpected(head.error());
  if (*head != head_) return fail(Errc::kCorrupt, fmt::format("line {}", head_.seq), "is not the head the log names");
  return {};
}

Result<void> Engine::found(const domain::DeskFounded& desk, const domain::CommandId& id) {
  if (head_.seq != 0) return fail(Errc::kAlreadyExists, "log", "has events already; a desk is founded once");
  domain::Event event{{.seq = 1, .desk = desk.desk, .exercise = desk.exercise, .command = id, .at = around_.clock.now(), .drill_at = {}}, desk};
  std::string bytes = codec_.encode(event);
  if (auto appended = log_.append({bytes}, head_); !appended) return appended;
  domain::evolve(durable_, event);
  head_ = {1, crypto::sha256(bytes)};
  tentative_ = durable_;
  return {};
}

Step Engine::step(std::vector<Request> requests) {
  Step step;
  if (doubt_) settle_doubt(step);
  if (step.fatal) return step;
  Batch batch;
  batch.before = batch.after = head_;
  for (const Request& request : requests) {
    if (answer_again(request, batch, step)) continue;
    if (doubt_)
      step.answers.push_back({request.ticket, request.command.meta.id, 0,
                              Error{Errc::kStoreAway, "log", "the last command is not yet known to be saved; nothing was changed"}, false});
    else if (auto refused = decide_into(batch, request))
      step.answers.push_back(std::move(*refused));
  }
  if (!batch.events.empty() || !batch.answers.empty()) append(std::move(batch), step);
  return step;
}

// A repeat: answered at once when the log has the command, else together with the batch it is part of.
bool Engine::answer_again(const Request& request, Batch& batch, Step& step) {
  const domain::CommandId& id = request.command.meta.id;
  const auto known = tentative_.commands.find(id);
  if (!known) return false;
  auto& answers = durable_.commands.find(id) ? step.answers : doubt_ ? doubt_->answers : batch.answers;
  answers.push_back({request.ticket, id, *known, std::nullopt, true});
  return true;
}

// Adds the events and the answer to the batch, or returns the refusal.
std::optional<Answer> Engine::decide_into(Batch& batch, const Request& request) {
  const domain::CommandMeta& meta = request.command.meta;
  const auto context = context_for(request.command);
  if (!context) return Answer{request.ticket, meta.id, 0, context.error(), false};
  const auto decision = domain::decide(tentative_, request.actor, request.command, *context);
  if (!decision) return Answer{request.ticket, meta.id, 0, decision.error(), false};
  std::vector<Appended> made;
  Head after = batch.after;
  for (const domain::EventBody& body : *decision) {
    domain::Event event{{.seq = after.seq + 1,
                         .prev = after.hash,
                         .desk = tentative_.desk,
                         .exercise = tentative_.exercise,
                         .incident = meta.incident,
                         .actor = request.actor.person,
                         .session = request.actor.session,
                         .command = meta.id,
                         .at = context->now,
                         .drill_at = around_.drill_time(),
                         .seen = meta.seen},
                        body};
    std::string bytes = codec_.encode(event);
    if (bytes.size() > limits::kFrameBytesMax)  // refuses this command alone, not the batch it is part of
      return Answer{request.ticket, meta.id, 0, Error{Errc::kTooLarge, "log", fmt::format("{} bytes in one line, at most {}", bytes.size(), limits::kFrameBytesMax)}, false};
    after = {event.meta.seq, crypto::sha256(bytes)};
    made.push_back({std::move(event), std::move(bytes), after.hash});
  }
  for (Appended& appended : made) {
    domain::evolve(tentative_, appended.event);
    batch.events.push_back(std::move(appended));
  }
  batch.after = after;
  batch.answers.push_back({request.ticket, meta.id, batch.after.seq, std::nullopt, false});
  return std::nullopt;
}

Result<domain::Context> Engine::context_for(const domain::Command& command) const {
  domain::Context context{around_.clock.now(), {}, {}};
  if (asks_for_a_verdict(command.body))
    for (const domain::ClaimPair& pair : around_.contradicted())
      if (!domain::settled(tentative_, pair)) context.contradicted.insert(context.contradicted.end(), {pair.first, pair.second});
  if (const auto* submit = std::get_if<domain::SubmitStatement>(&command.body)) {
    auto rendered = render(tentative_, submit->statement, channels_, context.now);
    if (!rendered) return tl::unexpected(rendered.error());
    context.rendered = std::move(*rendered);
  }
  return context;
}

void Engine::append(Batch batch, Step& step) {
  if (batch.events.empty()) {
    publish(std::move(batch), step);
    return;
  }
  std::vector<std::string> lines;
  lines.reserve(batch.events.size());
  for (const Appended& appended : batch.events) lines.push_back(appended.bytes);
  const auto done = log_.append(lines, batch.before);
  if (done)
    publish(std::move(batch), step);
  else if (done.error().code == Errc::kTimeout)
    doubt_ = std::move(batch);
  else
    give_up(std::move(batch), done.error(), step);
}

void Engine::publish(Batch batch, Step& step) {
  for (Appended& appended : batch.events) {
    domain::evolve(durable_, appended.event);
    if (std::holds_alternative<domain::IncidentReopened>(appended.event.body)) appended.state = std::make_shared<const domain::State>(durable_);
    step.events.push_back(std::move(appended));
  }
  head_ = batch.after;
  for (Answer& answer : batch.answers) step.answers.push_back(std::move(answer));
}

// Nothing of the batch is in the log: forget it and say so to everyone who was part of it.
void Engine::give_up(Batch batch, const Error& error, Step& step) {
  tentative_ = durable_;
  for (Answer& answer : batch.answers) {
    answer.seq = 0;
    answer.again = false;
    answer.refused = error;
    step.answers.push_back(std::move(answer));
  }
  if (must_stop(error.code)) step.fatal = error;
}

void Engine::settle_doubt(Step& step) {
  const auto there = log_.settle(doubt_->before, doubt_->after);
  if (!there && !must_stop(there.error().code)) return;
  Batch batch = std::move(*doubt_);
  doubt_.reset();
  if (!there)
    give_up(std::move(batch), there.error(), step);
  else if (*there)
    publish(std::move(batch), step);
  else
    give_up(std::move(batch), {Errc::kStoreAway, "log", "the store went away before this was saved; try again"}, step);
}

Result<void> Engine::save_snapshot() { return snapshots_.save(durable_, head_); }

}  // namespace voelspriet::engine
