// SPDX-License-Identifier: Apache-2.0
// The one JSON codec: everything in the log, on the bus and in snapshots is a described struct (Boost.Describe) that goes through here.
// Reading is strict about what it knows and tolerant of what it does not: a missing field, a field given twice or a value that cannot
// be right is an error that names its path ("/place/lat: not a number"); unknown fields are skipped and counted.
//
// Shapes: members in described order; enums by name; Id as a number; Time as RFC 3339; Digest and KeyedId as hex; an absent optional
// is left out; map as an object; set and vector as a list; variant of structs with `kType` as {"type": kType, ...}.
// A struct that gained fields after logs were written says so: `static constexpr bool may_miss(std::string_view field)`; those keep
// their default when they are not there.
//
// These are declarations: the types that can be read and written are instantiated in hub/wire/*.cpp, so that no caller compiles a
// codec. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "hub/base/limits.hpp"
#include "hub/base/result.hpp"

namespace voelspriet::wire {

// What was tolerated, added up over as many reads as it is handed to.
struct ReadNotes {
  std::size_t unknown_fields = 0;
};

// No whitespace, no newline; the same value always gives the same bytes.
template <class T>
std::string to_json(const T& value);
// The same, at the end of `out`.
template <class T>
void append_json(std::string& out, const T& value);

// Exactly one value, at most `bytes_max` long and limits::kJsonDepthMax deep, valid UTF-8, nothing behind it but white space.
template <class T>
Result<T> from_json(std::string_view text, ReadNotes* notes = nullptr, std::size_t bytes_max = limits::kFrameBytesMax);

}  // namespace voelspriet::wire
