// SPDX-License-Identifier: Apache-2.0
// Every bound of the house, by name. A test shows what happens at each.
#pragma once

#include <chrono>
#include <cstddef>

namespace voelspriet::limits {

// Wire
inline constexpr std::size_t kFrameBytesMax = 1 << 20;         // a ZeroMQ message; larger ones close the peer
inline constexpr std::size_t kLineBytesMax = 1 << 20;          // one line of a feed; longer ones are counted and skipped
inline constexpr std::size_t kAnswerBytesMax = 64 << 20;       // one frame from our own hub, whose key was proven
inline constexpr int kJsonDepthMax = 32;
inline constexpr std::chrono::seconds kHandshakeMax{3};

// Queues (values, not bytes)
inline constexpr std::size_t kEngineMailbox = 4096;            // commands waiting; full = busy
inline constexpr std::size_t kIntakeMailbox = 256;             // mention batches waiting; full = no credit
inline constexpr std::size_t kCommandsPerAppend = 256;         // commands decided before one append
inline constexpr std::size_t kBusMailbox = 8192;               // outgoing values waiting for the bus; what is lost there is asked again
inline constexpr std::size_t kPeersMax = 256;                  // connected consoles and feeds
inline constexpr std::size_t kPeerQueueMax = 1024;             // messages to one peer; over it is cut and resynchronises
inline constexpr std::size_t kPeerQueueBytesMax = 64 << 20;    // the same for their size
inline constexpr std::size_t kLinkMailbox = 4096;              // updates waiting for the screen; full = the link stops reading
inline constexpr std::size_t kInFlightMax = 256;               // acts and questions of one console without an answer
inline constexpr std::size_t kPeerCredit = 256;                // messages a console may have unacknowledged
inline constexpr std::size_t kBatchMentionsMax = 512;          // mentions in one feed batch
inline constexpr std::size_t kFeedCredit = 32;                 // batches a feed may have unacknowledged
inline constexpr std::size_t kEventPageMax = 200;              // events of one page of the log
inline constexpr std::size_t kPageRowsMax = 500;               // rows of one query answer

inline constexpr std::size_t kDeliveriesInHand = 64;           // started and with the sender
inline constexpr std::size_t kEventsForIntakeMax = 100'000;    // durable events the intake has not taken yet; over it the intake begins anew

inline constexpr std::size_t kUnstoredMatchesMax = 100'000;    // machine matches kept while their store is away; they can be made again

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

// Store
inline constexpr std::size_t kSnapshotBytesMax = std::size_t{2} << 30;
inline constexpr std::chrono::seconds kMirrorSyncEvery{1};     // a tail lost in a power cut is filled in from Redis
inline constexpr std::size_t kStorePage = 1'000;               // entries read from Redis in one answer

inline constexpr std::uint64_t kSnapshotEvery = 20'000;        // events between two snapshots

// Ways out
inline constexpr std::chrono::seconds kDeliveryTimeout{10};    // no answer by then = uncertain
inline constexpr int kDeliveryTriesMax = 5;
inline constexpr std::size_t kDeliveriesPerHourMax = 200;      // per channel: the brake per hour

// Outgoing connections (hub/net)
inline constexpr std::chrono::milliseconds kStopSlice{50};     // how long a wait may overlook a stop
inline constexpr std::size_t kAddressesTriedMax = 8;           // of one name
inline constexpr std::size_t kHttpHeaderBytesMax = 32 << 10;
inline constexpr int kRedirectsMax = 3;
inline constexpr std::chrono::seconds kWebSocketSilence{20};   // then a ping; as long again without an answer = gone
inline constexpr std::size_t kWebSocketReadBytes = 64 << 10;   // asked of the system at once

// Feeds
inline constexpr std::chrono::milliseconds kBackoffFirst{150}; // a retry comes after half to all of it, and within 250 ms
inline constexpr std::chrono::seconds kBackoffMax{30};
inline constexpr std::size_t kRepeatsRemembered = 200'000;     // events a feed knows again after a reconnect
inline constexpr std::chrono::seconds kCursorEvery{1};         // an empty batch with only a cursor, at most so often
inline constexpr std::chrono::seconds kHealthEvery{1};

// Warnings and syndication
inline constexpr std::size_t kCapBytesMax = 4 << 20;
inline constexpr std::chrono::hours kCapLifeMax{24};           // of a warning that names no end
inline constexpr std::size_t kCapFilesMax = 2'000;             // files remembered in one folder of warnings
inline constexpr std::size_t kSyndicationBytesMax = 8 << 20;
inline constexpr std::size_t kSyndicationItemsMax = 2'000;     // of one page; older ones are left out
inline constexpr std::size_t kSeenItemsMax = 500;               // item hashes remembered per page, besides those still on it
inline constexpr std::chrono::hours kRetryAfterMax{24};        // a page may ask for no longer pause

// Playbooks
inline constexpr std::size_t kPlaybookBytesMax = 4 << 20;
inline constexpr std::size_t kPlaybookInjectsMax = 10'000;
inline constexpr std::size_t kPlaybookPeopleMax = 5'000;
inline constexpr std::size_t kPlaybookPartnersMax = 100;
inline constexpr std::size_t kPlaybookClaimsMax = 100;
inline constexpr std::size_t kPlaybookWordsMax = 200;          // entries of any list of words, answers or pictures
inline constexpr std::size_t kPlaybookProblemsMax = 50;        // errors reported at once

// Configuration
inline constexpr std::size_t kConfigBytesMax = 1 << 20;
inline constexpr std::size_t kChannelsMax = 32;
inline constexpr std::size_t kSourcesMax = 64;                 // of one feeds process

// Text
inline constexpr std::size_t kWatchTermsMax = 20'000;          // of all watch profiles together

// Fusion, per incident
inline constexpr std::size_t kFusionWindow = 131'072;          // newest mentions that a new one is compared with
inline constexpr std::size_t kFusionMentionsMax = 1 << 20;     // mentions whose group is remembered; the oldest are forgotten
inline constexpr std::size_t kFusionClaimsMax = 20'000;
inline constexpr std::size_t kFusionContradictionsMax = 10'000;
inline constexpr std::size_t kFusionSidesMax = 8;              // distinct signatures a group is guarded by

// Listener for health and metrics
inline constexpr std::size_t kGatewayHeaderBytesMax = 8 << 10;
inline constexpr std::size_t kGatewayConnectionsMax = 64;      // one more is closed at once
inline constexpr std::chrono::seconds kGatewayTimeout{5};      // for a whole request and its answer

// Public pages
inline constexpr std::size_t kAtomEntriesMax = 500;            // newest statements in the feed; the index has them all

}  // namespace voelspriet::limits
