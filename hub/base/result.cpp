// SPDX-License-Identifier: Apache-2.0
#include "hub/base/result.hpp"

namespace voelspriet {

std::string_view to_string(Errc code) {
  switch (code) {
    case Errc::kMalformed: return "malformed";
    case Errc::kMissingField: return "missing_field";
    case Errc::kBadValue: return "bad_value";
    case Errc::kUnknownType: return "unknown_type";
    case Errc::kUnknownKey: return "unknown_key";
    case Errc::kTooLarge: return "too_large";
    case Errc::kUnsupported: return "unsupported";
    case Errc::kNotFound: return "not_found";
    case Errc::kForbidden: return "forbidden";
    case Errc::kOwnWork: return "own_work";
    case Errc::kStale: return "stale";
    case Errc::kWrongState: return "wrong_state";
    case Errc::kNotEnoughEvidence: return "not_enough_evidence";
    case Errc::kContradicted: return "contradicted";
    case Errc::kExpired: return "expired";
    case Errc::kBraked: return "braked";
    case Errc::kAlreadyExists: return "already_exists";
    case Errc::kMissingReason: return "missing_reason";
    case Errc::kStoreAway: return "store_away";
    case Errc::kStoreFull: return "store_full";
    case Errc::kStoreReadOnly: return "store_read_only";
    case Errc::kFenced: return "fenced";
    case Errc::kConflict: return "conflict";
    case Errc::kCorrupt: return "corrupt";
    case Errc::kMirrorAhead: return "mirror_ahead";
    case Errc::kTimeout: return "timeout";
    case Errc::kClosed: return "closed";
    case Errc::kRefused: return "refused";
    case Errc::kUnreachable: return "unreachable";
    case Errc::kNotAllowed: return "not_allowed";
    case Errc::kBusy: return "busy";
    case Errc::kIo: return "io";
    case Errc::kCrypto: return "crypto";
    case Errc::kInternal: return "internal";
  }
  return "unknown";
}

std::string to_string(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

}  // namespace voelspriet
