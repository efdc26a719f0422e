// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/kills/team.hpp"

#include <algorithm>

#include "hub/base/time.hpp"
#include "hub/wire/event_codec.hpp"

namespace voelspriet::support {
namespace {

using namespace std::chrono_literals;
constexpr auto kPace = 50ms;          // twenty a second
constexpr auto kPatience = 2s;        // then it is sent again
constexpr int kEvidencePerClaim = 26;  // with the statement's own: some 32 commands a round, and under 200 statements an hour

bool of_the_store(Errc code) { return code == Errc::kStoreAway || code == Errc::kStoreFull || code == Errc::kStoreReadOnly; }
// The hub did not say what became of it.
bool unanswered(Errc code) { return static_cast<int>(code) / 100 == 4; }

}  // namespace

std::string words_of(std::uint32_t statement) {
  std::string mark;
  for (std::uint32_t rest = statement; mark.size() < 4; rest /= 26) mark.insert(mark.begin(), static_cast<char>('a' + rest % 26));
  return "De brandweer is bezig. Houd ramen en deuren dicht. Kenmerk " + mark + ".";
}

Team::Team(std::map<std::string, console::HubAddress> addresses, domain::IncidentId incident)
    : addresses_(std::move(addresses)), incident_(incident), next_(steady_now()), thread_([this] { work(); }) {}

Team::~Team() { stop(); }

void Team::stop() {
  stop_.request();
  if (thread_.joinable()) thread_.join();
}

Answers Team::answers() const {
  const std::lock_guard lock{mutex_};
  return answers_;
}

std::size_t Team::acknowledged() const {
  const std::lock_guard lock{mutex_};
  return answers_.acknowledged.size();
}

void Team::work() {
  while (!stop_.requested()) {
    statement();
    claim();
  }
}

void Team::statement() {
  const std::uint32_t number = statements_ + 1;
  domain::DraftStatement draft;
  draft.wording.title = "Stand van zaken";
  draft.wording.body = words_of(number);
  const auto drafted = insist("editor", std::move(draft));
  if (!drafted) return;
  statements_ = number;
  const domain::StatementId id{number};
  const auto submitted = insist("editor", domain::SubmitStatement{id}, drafted->seq);
  const auto shown = submitted ? ask<wire::Statements>("spokesperson", wire::AskStatements{0, incident_, id}) : std::nullopt;
  if (!shown) return;
  domain::ApproveStatement approve{id, {}};
  for (const domain::Variant& variant : shown->statements.at(0).variants) approve.leaves.push_back(variant.leaf);
  expect_refusal("editor", approve, submitted->seq);
  if (!insist("spokesperson", approve, submitted->seq)) return;
  const auto ledger = ask<wire::Deliveries>("editor", wire::AskDeliveries{0, incident_, id});
  if (!ledger) return;
  for (const domain::Delivery& delivery : ledger->deliveries)
    if (delivery.promise == domain::Promise::by_person)
      insist("editor", domain::ReportDelivery{delivery.id, true, "https://x.example/" + delivery.key, ""}, delivery.version);
}

void Team::claim() {
  const auto made = insist("analyst", domain::MakeClaim{"Wat er gaande is bij ronde " + std::to_string(statements_), {}});
  if (!made) return;
  std::optional<domain::ClaimId> claim;
  while (!claim && !stop_.requested()) {
    console::Asker* const analyst = as("analyst");
    const auto lines = analyst ? analyst->events(made->seq - 1, 1, steady_now() + kPatience) : fail(Errc::kUnreachable, "hub", "away");
    const auto event = lines && !lines->empty() ? wire::decode_event(lines->front()) : fail(Errc::kNotFound, "log", "no such event");
    if (event) claim = std::get<domain::ClaimMade>(event->body).claim;
  }
  domain::Sequence base = made->seq;
  for (int n = 0; n < kEvidencePerClaim && !stop_.requested(); ++n) {
    domain::AddEvidence evidence;
    evidence.claim = claim.value_or(domain::ClaimId{});
    evidence.source = "Meetwagen";
    evidence.text = "Meting " + std::to_string(n);
    if (const auto added = insist("analyst", evidence, base)) base = added->seq;
  }
}

std::optional<wire::Done> Team::insist(const std::string& person, domain::CommandBody body, domain::Sequence base) {
  while (!stop_.requested()) {
    const domain::Command command{{crypto::random_hex(random_, 16), incident_, base, 0}, body};
    auto done = once(person, command);
    const std::lock_guard lock{mutex_};
    if (done) {
      answers_.acknowledged.push_back({command.meta.id, done->seq});
      return std::move(*done);
    }
    if (unanswered(done.error().code)) return std::nullopt;  // stops
    answers_.refused.push_back(command.meta.id);
    if (!of_the_store(done.error().code)) {
      answers_.unexpected.push_back(to_string(done.error()));
      return std::nullopt;
    }
    ++answers_.store_away;
  }
  return std::nullopt;
}

Result<wire::Done> Team::once(const std::string& person, const domain::Command& command) {
  keep_pace();
  while (true) {
    console::Asker* const asker = as(person);
    auto done = asker ? asker->act(wire::Do{command}, steady_now() + kPatience) : fail(Errc::kUnreachable, "hub", "away");
    if (done || !unanswered(done.error().code) || stop_.requested()) return done;
    const std::lock_guard lock{mutex_};
    ++answers_.sent_again;
  }
}

void Team::expect_refusal(const std::string& person, domain::CommandBody body, domain::Sequence base) {
  const domain::Command command{{crypto::random_hex(random_, 16), incident_, base, 0}, std::move(body)};
  const auto done = once(person, command);
  const std::lock_guard lock{mutex_};
  if (done)
    answers_.unexpected.push_back(person + " was allowed what needs another person");
  else if (!unanswered(done.error().code))
    answers_.refused.push_back(command.meta.id);
}

template <class Answer, class Question>
std::optional<Answer> Team::ask(const std::string& person, Question question) {
  while (!stop_.requested()) {
    console::Asker* const asker = as(person);
    if (!asker) continue;
    if (auto answer = asker->ask<Answer>(question, steady_now() + kPatience)) return std::move(*answer);
  }
  return std::nullopt;
}

// Nothing: the hub cannot be reached now.
console::Asker* Team::as(const std::string& person) {
  const auto known = askers_.find(person);
  if (known != askers_.end()) return &known->second;
  auto asker = console::Asker::connect(addresses_.at(person), "kills", steady_now() + kPatience);
  return asker ? &askers_.emplace(person, std::move(*asker)).first->second : nullptr;
}

void Team::keep_pace() {
  next_ = std::max(next_ + kPace, steady_now() - 1s);  // what an outage of a second held up is made good
  sleep_until_or(next_, stop_);
}

}  // namespace voelspriet::support
