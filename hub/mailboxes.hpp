// SPDX-License-Identifier: Apache-2.0
// Everything that passes between two threads of the hub. Values only; each mailbox is popped by the thread it is named after.
#pragma once

#include <map>
#include <variant>

#include "hub/base/limits.hpp"
#include "hub/base/mailbox.hpp"
#include "hub/bus/bus.hpp"
#include "hub/engine/engine.hpp"

namespace voelspriet::hub {

// ---- to the engine
struct Greet {
  domain::Actor from;
  wire::Hello hello;
};
struct Perform {
  domain::Actor from;
  domain::Command command;
};
struct Ask {
  domain::Actor from;
  bus::Question question;
};
struct CatchUp {
  domain::SessionId session = 0;
  domain::Sequence after = 0;
};
struct Promote {
  domain::IncidentId incident{};
  domain::PromoteGroup group;
};
struct Outcome {                       // of sending or looking
  domain::DeliveryId delivery{};
  engine::SendOutcome outcome;
  bool looked = false, orphan = false;
};
using EngineInput = std::variant<Greet, Perform, Ask, CatchUp, Promote, Outcome>;

// ---- to the intake
struct FeedJoined {
  bus::FeedPeer from;
  wire::FeedHello hello;
};
struct HeardBatch {
  bus::FeedPeer from;
  wire::Heard heard;
  std::vector<wire::Refusal> refused;
};
struct Noted {
  domain::Actor from;
  wire::Note note;
};
struct MentionsAsked {
  domain::Actor from;
  wire::AskMentions ask;
};
struct Happened {                      // one durable event, in order
  std::shared_ptr<const domain::Event> event;
  std::shared_ptr<const domain::State> state;  // right after it, when it reopened an incident
};
struct Anew {                          // instead of more events than may wait: what they add up to
  std::shared_ptr<const domain::State> state;
};
using IntakeInput = std::variant<FeedJoined, HeardBatch, Noted, MentionsAsked, Happened, Anew>;

// ---- to the sender of a channel
struct Send {
  engine::SendJob job;
  bool look = false, orphan = false;
};

struct Mailboxes {
  Mailbox<EngineInput> engine{limits::kEngineMailbox};
  Mailbox<IntakeInput> intake{limits::kIntakeMailbox};
  std::map<std::string, Mailbox<Send>> senders;  // per channel: a slow one holds up no other. Filled before any thread starts
};

}  // namespace voelspriet::hub
