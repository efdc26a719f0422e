// SPDX-License-Identifier: Apache-2.0
// What the bus hears, put into the mailbox of the thread it is for. Called on the bus thread; never blocks.
#pragma once

#include "hub/figures.hpp"
#include "hub/mailboxes.hpp"

namespace voelspriet::hub {

class BusToThreads final : public bus::BusSink {
 public:
  BusToThreads(Mailboxes& mailboxes, Figures& figures) : mailboxes_(mailboxes), figures_(figures) {}

  bool on_hello(const domain::Actor& from, wire::Hello hello) override;
  bool on_command(const domain::Actor& from, domain::Command command) override;
  bool on_note(const domain::Actor& from, wire::Note note) override;
  bool on_question(const domain::Actor& from, bus::Question question) override;
  bool on_catch_up(domain::SessionId session, domain::Sequence after) override;
  void on_gone(domain::SessionId session) override;
  bool on_feed_hello(const bus::FeedPeer& from, wire::FeedHello hello) override;
  bool on_heard(const bus::FeedPeer& from, wire::Heard& heard, std::vector<wire::Refusal>& refused) override;
  bool on_feed_report(const bus::FeedPeer& from, wire::FeedReport report) override;

 private:
  Mailboxes& mailboxes_;
  Figures& figures_;
};

}  // namespace voelspriet::hub
