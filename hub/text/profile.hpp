// SPDX-License-Identifier: Apache-2.0
// Watch profiles compiled for matching: what incidents listen for, thousands of terms of many owners in one walk over
// the words. Compiled aside, then shared read only (std::shared_ptr<const Profiles>) and swapped at once; match() is
// const and any thread may call it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hub/base/result.hpp"
#include "hub/text/normalise.hpp"

namespace voelspriet::text {

// The lists of one domain::WatchProfile (this layer does not know the domain) and whose they are.
struct ProfileTerms {
  std::uint32_t owner = 0;  // the incident
  std::span<const std::string> terms, hashtags, accounts, exclusions;
};

struct Hit {
  std::uint32_t owner = 0;
  std::uint32_t term = 0;            // for Profiles::term()
  std::uint32_t begin = 0, end = 0;  // bytes of the text as it was handed in; both 0 for the account that said it
  bool operator==(const Hit&) const = default;
};

class Profiles {
 public:
  // Fails naming the term: nothing to match in it, a star elsewhere than at one end of a single word of three letters
  // or more.
  static Result<Profiles> compile(std::span<const ProfileTerms> profiles);

  Profiles();
  ~Profiles();
  Profiles(Profiles&&) noexcept;
  Profiles& operator=(Profiles&&) noexcept;

  // Replaces `hits` by those in `text`, in the order of the text, then of the terms. `account` is who said it: an
  // account listed is always a hit; a text with an exclusion is no hit for that owner otherwise.
  void match(const Normal& text, std::string_view account, std::vector<Hit>& hits) const;
  std::vector<Hit> match(std::string_view text, std::string_view account = {}) const;

  // The term as somebody wrote it: "chloor", "*gevaar", "#kadeweg", "@gemeente.example".
  const std::string& term(std::uint32_t number) const;
  bool empty() const;

 private:
  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace voelspriet::text
