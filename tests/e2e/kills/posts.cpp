// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/kills/posts.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <random>

namespace voelspriet::support {
namespace {

constexpr std::string_view kMark = " volgnummer ";
constexpr std::uint64_t kFirstUs = 1'795'269'120'000'000;
constexpr std::uint64_t kApartUs = 2'000;
constexpr std::uint32_t kPeople = 997;

constexpr std::array kSyllables{"ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "wa",
                                "ze", "bi", "do", "fu", "ga", "he", "ji", "ko", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"};
constexpr std::uint32_t kSyllablesInWord = 3;
constexpr std::uint32_t kWords = 5;

}  // namespace

std::string post_line(std::uint32_t number) {
  // Words nobody else uses: what people say of one thing is the demo's, not this test's.
  std::mt19937 chance{number};
  std::string text = "brand";
  for (std::uint32_t n = 0; n < kWords * kSyllablesInWord; ++n)
    text.append(n % kSyllablesInWord == 0 ? " " : "").append(kSyllables[chance() % kSyllables.size()]);
  return fmt::format(
      R"({{"did":"did:plc:wulp{0:020}","time_us":{1},"kind":"commit","commit":{{"rev":"3mptby{2:07}","operation":"create",)"
      R"("collection":"app.bsky.feed.post","rkey":"3mptbk{2:07}","record":{{"$type":"app.bsky.feed.post",)"
      R"("createdAt":"2026-11-21T13:52:00.000Z","langs":["nl"],"text":"{3}{4}{2}"}},"cid":"bafyreiguce4jh7kcbmof3pmcvasifqtw24b6isakj5ve5ga2b4z4alpc4i"}}}})"
      "\n",
      number % kPeople, kFirstUs + number * kApartUs, number, text, kMark);
}

std::optional<std::uint32_t> post_number(std::string_view text) {
  const auto at = text.rfind(kMark);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + kMark.size());
  std::uint32_t number = 0;
  return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{} ? std::optional{number} : std::nullopt;
}

}  // namespace voelspriet::support
