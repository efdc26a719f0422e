// SPDX-License-Identifier: Apache-2.0
// statements/17.json: the frozen bytes as they were approved, and when they were first sent. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "hub/pages/public_site.hpp"

namespace voelspriet::channels::detail {

std::string stored_name(domain::StatementId statement);  // "17.json"
// {"sent_at":"…","statement":<the frozen bytes>} and a newline.
std::string stored(Time sent_at, std::string_view frozen);

struct Stored {
  std::string desk;
  bool exercise = false;
  pages::PublicStatement statement;
  std::string_view frozen;  // within the bytes handed in
};
// kMalformed says what is wrong with it.
Result<Stored> read_stored(std::string_view bytes);

}  // namespace voelspriet::channels::detail
