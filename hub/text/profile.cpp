// SPDX-License-Identifier: Apache-2.0
#include "hub/text/profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "hub/base/limits.hpp"

namespace voelspriet::text {
namespace {

constexpr std::size_t kStemMin = 3;  // letters beside the star of "*gevaar"

struct Rule {
  std::uint32_t owner = 0, term = 0;
  bool excludes = false;
};

using Rules = std::vector<Rule>;

// Words that begin or end alike: looked up by length, after a look at their two outermost letters.
class Affixes {
 public:
  explicit Affixes(bool at_end) : at_end_(at_end) {}

  void add(std::string_view stem, const Rule& rule) {
    pairs_.set(pair_of(stem));
    rules_[hash_word(stem)].push_back(rule);
    const auto at = std::ranges::lower_bound(lengths_, stem.size());
    if (at == lengths_.end() || *at != stem.size()) lengths_.insert(at, stem.size());
  }

  template <class Found>
  void look_up(std::string_view word, Found found) const {
    if (word.size() < kStemMin || !pairs_.test(pair_of(word))) return;
    for (const std::size_t length : lengths_) {
      if (length > word.size()) return;
      const auto at = rules_.find(hash_word(at_end_ ? word.substr(word.size() - length) : word.substr(0, length)));
      if (at != rules_.end()) found(at->second);
    }
  }

 private:
  std::size_t pair_of(std::string_view word) const {
    const auto pair = at_end_ ? word.substr(word.size() - 2) : word.substr(0, 2);
    return static_cast<std::size_t>(static_cast<unsigned char>(pair[0])) << 8 | static_cast<unsigned char>(pair[1]);
  }

  const bool at_end_;
  std::bitset<1 << 16> pairs_;
  std::vector<std::size_t> lengths_;
  std::unordered_map<TokenHash, Rules> rules_;
};

// Words and phrases: a trie over token hashes in one table, keyed by (node, token). Most words fail at the first look.
class Phrases {
 public:
  void add(const Normal& phrase, const Rule& rule) {
    std::uint32_t node = 0;
    for (const Token& token : phrase.tokens) {
      const auto [at, fresh] = edges_.try_emplace(edge(node, token.hash), static_cast<std::uint32_t>(rules_.size()));
      if (fresh) rules_.emplace_back();
      node = at->second;
    }
    first_.set(phrase.tokens.front().hash & (kFirst - 1));
    rules_[node].push_back(rule);
  }

  template <class Found>
  void look_up(std::span<const Token> tokens, Found found) const {
    if (!first_.test(tokens.front().hash & (kFirst - 1))) return;
    std::uint32_t node = 0;
    for (const Token& token : tokens) {
      const auto at = edges_.find(edge(node, token.hash));
      if (at == edges_.end()) return;
      node = at->second;
      if (!rules_[node].empty()) found(rules_[node], token.end);
    }
  }

 private:
  static constexpr std::size_t kFirst = 1 << 16;
  static TokenHash edge(std::uint32_t node, TokenHash token) { return token ^ (node * 0x9E3779B97F4A7C15ull); }

  std::bitset<kFirst> first_;
  std::unordered_map<TokenHash, std::uint32_t> edges_;
  std::vector<Rules> rules_{1};  // by node; 0 is the root
};

}  // namespace

struct Profiles::Compiled {
  std::vector<std::string> terms;
  Phrases phrases;
  Affixes prefixes{false}, suffixes{true};
  std::unordered_map<TokenHash, Rules> hashtags, accounts;

  Result<void> add_term(std::uint32_t owner, const std::string& term, bool excludes) {
    const Rule rule{owner, static_cast<std::uint32_t>(terms.size()), excludes};
    const auto stars = std::ranges::count(term, '*');
    const Normal words = normalise(term);
    if (term.starts_with('#') && words.hashtags.size() == 1) {
      hashtags[words.hashtags.front().hash].push_back(rule);
    } else if (words.tokens.empty()) {
      return fail(Errc::kBadValue, fmt::format("term \"{}\"", term), "holds no letter or digit to match");
    } else if (stars == 0) {
      phrases.add(words, rule);
    } else if (stars == 1 && words.tokens.size() == 1 && words.text.size() >= kStemMin &&
               (term.starts_with('*') || term.ends_with('*'))) {
      (term.starts_with('*') ? suffixes : prefixes).add(words.text, rule);
    } else {
      return fail(Errc::kBadValue, fmt::format("term \"{}\"", term),
                  "put one star before or behind a single word of three letters or more");
    }
    terms.push_back(term);
    return {};
  }

  // `sign` is '#' or '@'; the list may hold the name with or without it.
  Result<void> add_name(std::uint32_t owner, char sign, const std::string& name) {
    const std::string whole = name.starts_with(sign) ? name : sign + name;
    const Normal words = normalise(whole);
    const auto& found = sign == '#' ? words.hashtags : words.handles;
    if (found.size() != 1 || found.front().end != whole.size())
      return fail(Errc::kBadValue, fmt::format("term \"{}\"", whole),
                  "not one name: letters, digits and _ only, an account also . - and @");
    (sign == '#' ? hashtags : accounts)[found.front().hash].push_back(
        {owner, static_cast<std::uint32_t>(terms.size()), false});
    terms.push_back(whole);
    return {};
  }

  Result<void> add(const ProfileTerms& profile) {
    const auto each = [](std::span<const std::string> list, auto&& one) -> Result<void> {
      for (const std::string& entry : list)
        if (auto added = one(entry); !added) return added;
      return {};
    };
    return each(profile.terms, [&](const std::string& term) { return add_term(profile.owner, term, false); })
        .and_then([&] {
          return each(profile.exclusions, [&](const std::string& term) { return add_term(profile.owner, term, true); });
        })
        .and_then([&] {
          return each(profile.hashtags, [&](const std::string& name) { return add_name(profile.owner, '#', name); });
        })
        .and_then([&] {
          return each(profile.accounts, [&](const std::string& name) { return add_name(profile.owner, '@', name); });
        });
  }
};

Profiles::Profiles() : compiled_(std::make_unique<const Compiled>()) {}
Profiles::~Profiles() = default;
Profiles::Profiles(Profiles&&) noexcept = default;
Profiles& Profiles::operator=(Profiles&&) noexcept = default;

Result<Profiles> Profiles::compile(std::span<const ProfileTerms> profiles) {
  auto compiled = std::make_unique<Compiled>();
  for (const ProfileTerms& profile : profiles)
    if (auto added = compiled->add(profile); !added) return tl::unexpected(added.error());
  if (compiled->terms.size() > limits::kWatchTermsMax)
    return fail(Errc::kTooLarge, "watch profiles", fmt::format("more than {} terms together", limits::kWatchTermsMax));
  Profiles done;
  done.compiled_ = std::move(compiled);
  return done;
}

void Profiles::match(const Normal& text, std::string_view account, std::vector<Hit>& hits) const {
  hits.clear();
  std::vector<std::uint32_t> excluded;
  const auto take = [&](const Rules& rules, std::uint32_t begin, std::uint32_t end) {
    for (const Rule& rule : rules)
      if (rule.excludes)
        excluded.push_back(rule.owner);
      else
        hits.push_back({rule.owner, rule.term, begin, end});
  };
  const std::span<const Token> tokens = text.tokens;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const Token& token = tokens[at];
    compiled_->phrases.look_up(tokens.subspan(at),
                               [&](const Rules& rules, std::uint32_t end) { take(rules, token.begin, end); });
    const auto affix = [&](const Rules& rules) { take(rules, token.begin, token.end); };
    compiled_->prefixes.look_up(text.word(token), affix);
    compiled_->suffixes.look_up(text.word(token), affix);
  }
  for (const Tag& tag : text.hashtags)
    if (const auto at = compiled_->hashtags.find(tag.hash); at != compiled_->hashtags.end())
      take(at->second, tag.begin, tag.end);
  for (const Tag& handle : text.handles)
    if (const auto at = compiled_->accounts.find(handle.hash); at != compiled_->accounts.end())
      take(at->second, handle.begin, handle.end);
  if (!excluded.empty())
    std::erase_if(hits, [&](const Hit& hit) { return std::ranges::find(excluded, hit.owner) != excluded.end(); });
  if (!account.empty() && !compiled_->accounts.empty()) {
    const Normal said_by = normalise(account.starts_with('@') ? std::string(account) : '@' + std::string(account));
    for (const Tag& name : said_by.handles)
      if (const auto at = compiled_->accounts.find(name.hash); at != compiled_->accounts.end()) take(at->second, 0, 0);
  }
  std::ranges::sort(hits, {}, [](const Hit& hit) { return std::tuple(hit.begin, hit.term, hit.owner); });
}

std::vector<Hit> Profiles::match(std::string_view text, std::string_view account) const {
  std::vector<Hit> hits;
  match(normalise(text), account, hits);
  return hits;
}

const std::string& Profiles::term(std::uint32_t number) const { return compiled_->terms.at(number); }

bool Profiles::empty() const { return compiled_->terms.empty(); }

}  // namespace voelspriet::text
