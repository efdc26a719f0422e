// SPDX-License-Identifier: Apache-2.0
// Every bound of the house, by name. A test shows what happens at each.
#pragma once

#include <chrono>
#include <cstddef>

namespace voelspriet::limits {

// Wire
inline constexpr std::size_t kFrameBytesMax = 1 << 20;         // a ZeroMQ message; larger ones close the peer
inline constexpr std::size_t kLineBytesMax = 1 << 20;          // one line of a feed; longer ones are counted and skipped
inline constexpr int kJsonDepthMax = 32;
inline constexpr std::chrono::seconds kHandshakeMax{3};

// Queues (values, not bytes)
inline constexpr std::size_t kEngineMailbox = 4096;            // commands waiting; full = busy
inline constexpr std::size_t kIntakeMailbox = 256;             // mention batches waiting; full = no credit
inline constexpr std::size_t kCommandsPerAppend = 256;         // commands decided before one append
inline constexpr std::size_t kPeersMax = 256;                  // connected consoles and feeds
inline constexpr std::size_t kPeerQueueMax = 1024;             // messages to one peer; over it is cut and resynchronises
inline constexpr std::size_t kPeerCredit = 256;                // messages a console may have unacknowledged
inline constexpr std::size_t kBatchMentionsMax = 512;          // mentions in one feed batch
inline constexpr std::size_t kFeedCredit = 32;                 // batches a feed may have unacknowledged
inline constexpr std::size_t kPageRowsMax = 500;               // rows of one query answer

// Texts (bytes of UTF-8)
inline constexpr std::size_t kMentionTextMax = 16 << 10;
inline constexpr std::size_t kAssertionMax = 500;
inline constexpr std::size_t kNoteMax = 4 << 10;
inline constexpr std::size_t kStatementBodyMax = 64 << 10;
inline constexpr std::size_t kNameMax = 200;
inline constexpr std::size_t kLinkMax = 2 << 10;

// State
inline constexpr std::size_t kRememberedCommands = 100'000;    // command ids that are answered again instead of redone
inline constexpr std::size_t kUndoDepth = 200;                 // acts that can be undone
inline constexpr std::size_t kRefsPerCommandMax = 1'000;       // mentions ruled on in one command
inline constexpr std::size_t kFollowedPostsMax = 200'000;      // thread hashes a feed remembers
inline constexpr std::size_t kSeenMentionsMax = 2'000'000;     // keyed ids remembered per incident against doubles

// Ways out
inline constexpr std::chrono::seconds kDeliveryTimeout{10};    // no answer by then = uncertain
inline constexpr int kDeliveryTriesMax = 5;
inline constexpr std::size_t kDeliveriesPerHourMax = 200;      // per channel: the brake per hour

// Playbooks
inline constexpr std::size_t kPlaybookBytesMax = 4 << 20;
inline constexpr std::size_t kPlaybookInjectsMax = 10'000;
inline constexpr std::size_t kPlaybookPeopleMax = 5'000;
inline constexpr std::size_t kPlaybookPartnersMax = 100;
inline constexpr std::size_t kPlaybookClaimsMax = 100;
inline constexpr std::size_t kPlaybookWordsMax = 200;          // entries of any list of words, answers or pictures
inline constexpr std::size_t kPlaybookProblemsMax = 50;        // errors reported at once

}  // namespace voelspriet::limits
