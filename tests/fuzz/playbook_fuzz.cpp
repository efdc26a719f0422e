// SPDX-License-Identifier: Apache-2.0
// A playbook that is accepted keeps its promises: injects in order, parents above their children, nothing after the end.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "hub/playbook/playbook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto book = voelspriet::playbook::parse_playbook({reinterpret_cast<const char*>(data), size}, "fuzz.yaml");
  if (!book) {
    if (book.error().where.empty() || book.error().what.empty()) std::abort();
    return 0;
  }
  voelspriet::microseconds last{0};
  for (const auto& inject : book->injects) {
    if (inject.at < last || inject.at > book->length) std::abort();
    if (!inject.parent.empty() && book->find(inject.parent) >= &inject) std::abort();
    last = inject.at;
  }
  return 0;
}
