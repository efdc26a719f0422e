// SPDX-License-Identifier: Apache-2.0
// The demo drill, heard by the machine: what a team will find on its board, and when.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>

#include "feeds/replay/replay_source.hpp"
#include "hub/crypto/keyed_id.hpp"
#include "hub/crypto/random.hpp"
#include "hub/fusion/fusion.hpp"

namespace voelspriet::feeds::replay {
namespace {

TEST(DemoDrill, PutsMostOfItsClaimsOnTheBoardByThreeFifths) {
  std::ifstream in{std::string{VOELSPRIET_SOURCE_DIR} + "/playbooks/chemische-brand.yaml"};
  const auto book = playbook::parse_playbook(std::string{std::istreambuf_iterator<char>{in}, {}}, "chemische-brand.yaml");
  ASSERT_TRUE(book) << to_string(book.error());
  crypto::SystemRandom random;
  const crypto::KeyedIdKey key{crypto::Secret{random}};
  const auto keyed = [&](const std::string& id) { return id.empty() ? crypto::KeyedId{} : crypto::keyed_id(key, id); };

  fusion::Fusion fusion;
  std::set<std::string> found;
  std::uint32_t claims = 0;
  for (std::size_t i = 0; i < book->injects.size() && book->injects[i].at <= book->length * 6 / 10; ++i) {
    const auto& inject = book->injects[i];
    const auto heard = to_mention(*book, inject, Time{std::chrono::hours{1}} + inject.at);
    fusion::FusionItem item;
    item.ordinal = i + 1;
    item.id = keyed(heard.id);
    item.parent = keyed(heard.parent);
    item.root = keyed(heard.root);
    item.quote = keyed(heard.quote);
    item.repost = keyed(heard.repost);
    item.author = keyed(heard.author);
    item.said_at = item.heard_at = heard.said_at;
    item.text = heard.text;
    item.languages = heard.languages;
    item.genre = heard.genre;
    item.kind = heard.kind;
    fusion.push(item);
    for (const auto& promotion : fusion.take_changes().promotions) {
      fusion.set_claim(domain::ClaimId{++claims}, promotion.assertion, promotion.ordinals);
      const auto reply = playbook::ask_leader(*book, promotion.assertion);
      if (reply) found.insert(reply->answers.front().text);
      std::printf("%3lld s  %s: %s%s\n", static_cast<long long>(inject.at / std::chrono::seconds{1}), promotion.rule.c_str(),
                  promotion.assertion.c_str(), reply ? (reply->holds ? "  [holds]" : "  [does not hold]") : "");
    }
  }
  EXPECT_GE(found.size(), 5u);
}

}  // namespace
}  // namespace voelspriet::feeds::replay
