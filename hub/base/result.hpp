// SPDX-License-Identifier: Apache-2.0
// Expected trouble is a value. This is the only header that names tl::expected; every layer returns Result<T>.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace voelspriet {

// Numbered in ranges per layer, so that a code in a log names its layer. Codes are never renumbered.
enum class Errc : int {
  // 1xx  input, from anywhere
  kMalformed = 100,      // not the format at all: broken JSON, XML, UTF-8
  kMissingField = 101,   // a field that must be there is not
  kBadValue = 102,       // a field is there and its value cannot be right
  kUnknownType = 103,    // a tag names no known type
  kUnknownKey = 104,     // configuration or playbook names a key nobody reads
  kTooLarge = 105,       // over a limit of hub/base/limits.hpp
  kUnsupported = 106,    // well formed, and not for us (protocol version, operation)
  // 2xx  the rules of the house (hub/domain)
  kNotFound = 200,       // the object named does not exist
  kForbidden = 201,      // the person lacks the role
  kOwnWork = 202,        // nobody approves or signs what they made
  kStale = 203,          // the base version is not the current one
  kWrongState = 204,     // the object is not in a state that allows this
  kNotEnoughEvidence = 205,
  kContradicted = 206,   // an open contradiction stands in the way
  kExpired = 207,        // a fact, key or incident is past its time
  kBraked = 208,         // the brake is on
  kAlreadyExists = 209,
  kMissingReason = 210,
  // 3xx  store
  kStoreAway = 300,      // Redis cannot be reached; nothing was changed
  kStoreFull = 301,      // maxmemory or disk
  kStoreReadOnly = 302,
  kFenced = 303,         // a newer hub has taken the epoch: this one must exit
  kConflict = 304,       // the log has a head this hub does not know
  kCorrupt = 305,        // chain, mirror or sealed data does not verify
  kMirrorAhead = 306,    // the mirror holds events that Redis does not
  // 4xx  bus and net
  kTimeout = 400,
  kClosed = 401,         // the other side ended the connection
  kRefused = 402,        // the other side said no: key, status, certificate
  kUnreachable = 403,
  kNotAllowed = 404,     // the egress policy refuses this address
  kBusy = 405,           // no credit or a full queue; try again later
  // 5xx  this machine
  kIo = 500,             // file system
  kCrypto = 501,         // a key does not open this, or randomness failed
  kInternal = 502,
};

struct Error {
  Errc code = Errc::kInternal;
  std::string where;  // the place in the input or the house: "/place/lat", "playbook.yaml:12", "claim 17"
  std::string what;   // what is wrong and, if it helps, what to do
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Errc code, std::string where, std::string what) {
  return tl::unexpected<Error>(Error{code, std::move(where), std::move(what)});
}

// "203 stale": the stable word for a code, for JSON and logs.
std::string_view to_string(Errc code);
// "/place/lat: not a number", the one line a person reads.
std::string to_string(const Error& error);

}  // namespace voelspriet
