// SPDX-License-Identifier: Apache-2.0
// The exercise leader at the other end of the phone: finds what is asked about by its words, as a person would.
#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "hub/playbook/playbook.hpp"
#include "hub/text/normalise.hpp"

namespace voelspriet::playbook {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{text::fold(text)};
  return {std::istream_iterator<std::string>{stream}, {}};
}

// How many words of the best list that is heard in full; 0 = none is.
std::size_t heard(const std::vector<std::string>& lists, const std::vector<std::string>& words) {
  std::size_t best = 0;
  for (const std::string& list : lists) {
    const auto wanted = words_of(list);
    const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& beginning) {
      return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return word.starts_with(beginning); });
    });
    if (all) best = std::max(best, wanted.size());
  }
  return best;
}

bool denies(const std::vector<std::string>& words) {
  static constexpr std::array<std::string_view, 4> kDenials{"geen", "niet", "niets", "nee"};
  return std::find_first_of(words.begin(), words.end(), kDenials.begin(), kDenials.end()) != words.end();
}

}  // namespace

std::optional<LeaderReply> ask_leader(const Playbook& playbook, std::string_view question) {
  const auto words = words_of(question);
  const ExpectedClaim* best = nullptr;
  std::size_t most = 0;
  bool other_side = false;
  for (const ExpectedClaim& claim : playbook.claims) {
    const std::size_t opposite = heard(claim.opposite, words);
    const std::size_t same = heard(claim.heard_in, words);
    if (std::max(opposite, same) <= most) continue;
    most = std::max(opposite, same);
    best = &claim;
    other_side = opposite > 0 || denies(words);
  }
  if (best == nullptr) return std::nullopt;
  return LeaderReply{best->assertion, best->holds != other_side, best->answers};
}

}  // namespace voelspriet::playbook
