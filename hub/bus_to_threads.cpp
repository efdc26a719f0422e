// SPDX-License-Identifier: Apache-2.0
#include "hub/bus_to_threads.hpp"

namespace voelspriet::hub {

// Who comes and who goes is noted here, on one thread and so in order: through two mailboxes a coming could overtake its going.
bool BusToThreads::on_hello(const domain::Actor& from, wire::Hello hello) {
  if (hello.follow) figures_.joined(from.session, from.person);
  return mailboxes_.engine.push(Greet{from, std::move(hello)});
}

bool BusToThreads::on_command(const domain::Actor& from, domain::Command command) {
  return mailboxes_.engine.push(Perform{from, std::move(command)});
}

bool BusToThreads::on_note(const domain::Actor& from, wire::Note note) { return mailboxes_.intake.push(Noted{from, std::move(note)}); }

bool BusToThreads::on_question(const domain::Actor& from, bus::Question question) {
  if (const auto* mentions = std::get_if<wire::AskMentions>(&question)) return mailboxes_.intake.push(MentionsAsked{from, *mentions});
  return mailboxes_.engine.push(Ask{from, std::move(question)});
}

bool BusToThreads::on_catch_up(domain::SessionId session, domain::Sequence after) {
  return mailboxes_.engine.push(CatchUp{session, after});
}

void BusToThreads::on_gone(domain::SessionId session) { figures_.gone(session); }

bool BusToThreads::on_feed_hello(const bus::FeedPeer& from, wire::FeedHello hello) {
  figures_.feed_joined(from.session, hello.feeds);
  return mailboxes_.intake.push(FeedJoined{from, std::move(hello)});
}

bool BusToThreads::on_heard(const bus::FeedPeer& from, wire::Heard& heard, std::vector<wire::Refusal>& refused) {
  if (mailboxes_.intake.size() >= mailboxes_.intake.capacity()) return false;  // the bus keeps the batch and offers it again
  return mailboxes_.intake.push(HeardBatch{from, std::move(heard), std::move(refused)});
}

bool BusToThreads::on_feed_report(const bus::FeedPeer& from, wire::FeedReport report) {
  figures_.feed_report(from.session, std::move(report.feeds));
  return true;
}

}  // namespace voelspriet::hub
