// SPDX-License-Identifier: Apache-2.0
// The keys of tr() for every enum on screen, so that an enum cannot grow past its words unnoticed.
#pragma once

#include "console/model/rows.hpp"

namespace voelspriet::console {

const char* word_of(domain::ClaimStatus status);
const char* word_of(domain::Verdict verdict);
const char* word_of(domain::Stance stance);
const char* word_of(domain::MatchState state);
const char* word_of(domain::StatementStatus status);
const char* word_of(domain::DeliveryStatus status);
const char* word_of(domain::Promise promise);
const char* word_of(domain::Genre genre);
const char* word_of(Section section);
// The channel by the name people use.
std::string channel_name(const std::string& channel);
// Why something is refused, in words of the desk: by the code, because the hub's own words are for logs.
std::string reason_of(const Error& error);

}  // namespace voelspriet::console
