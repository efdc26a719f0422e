// SPDX-License-Identifier: Apache-2.0
// Whatever a stranger writes: words lead back into the text, what is folded is valid UTF-8, a text does not contradict
// itself, and what we may publish is valid.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "hub/base/utf8.hpp"
#include "hub/text/profile.hpp"
#include "hub/text/signature.hpp"
#include "hub/text/utf8.hpp"

using namespace voelspriet::text;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

const Profiles& profiles() {
  static const std::vector<std::string> terms{"brand", "rook", "*gevaar", "kade*", "grote brand", "é"},
      names{"kadeweg"}, none;
  static const Profiles made = Profiles::compile(std::vector{ProfileTerms{1, terms, names, names, none}}).value();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Normal normal = normalise(text);
  check(valid_utf8(normal.text) && normal.tokens.size() <= kTokensMax);
  std::size_t length = 0;
  for (const Token& token : normal.tokens) {
    check(token.begin < token.end && token.end <= size && token.size > 0 &&
          token.at + token.size <= normal.text.size());
    check(token.hash == hash_word(normal.word(token)));
    length += token.size + 1;
  }
  check(length == (normal.tokens.empty() ? 0 : normal.text.size() + 1));
  check(compatible(signature_of(normal), signature_of(normal)));
  for (const Hit& hit : profiles().match(text)) check(hit.begin < hit.end && hit.end <= size);
  check(graphemes(plain_line(text, 140)) <= 140);
  if (voelspriet::find_invisible(text) == std::string_view::npos) check(valid_utf8(text));
  if (valid_utf8(text)) check(voelspriet::find_invisible(voelspriet::without_invisible(text)) == std::string_view::npos);
  return 0;
}
