// SPDX-License-Identifier: Apache-2.0
#include "hub/text/normalise.hpp"

#include <unicode/utf8.h>

#include <cstring>

#include "hub/text/detail/fold_code.hpp"

namespace voelspriet::text {
namespace {

using detail::Folded;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool alnum(char c) { return digit(c) || upper(c) || lower(c); }
bool space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool plain(char c) { return static_cast<unsigned char>(c) < 0x80; }

// One pass over the bytes; `out` gets words as they end.
class Reader {
 public:
  Reader(std::string_view in, Normal& out) : in_(in), out_(out) {}

  void read() {
    while (at_ < in_.size() && out_.tokens.size() < kTokensMax) {
      if (!open_ && skip_foreign()) continue;
      const char c = in_[at_];
      if (alnum(c)) {
        split_camel(upper(c), digit(c));
        const char folded = upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
        put({&folded, 1}, 1);
        last_upper_ = upper(c);
        last_digit_ = digit(c);
      } else if (plain(c)) {
        read_sign(c);
      } else {
        read_beyond_ascii();
      }
    }
    end_word();
    end_tag();
  }

 private:
  char peek(std::size_t ahead) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : ' '; }

  bool starts(std::string_view lower_case) const {
    for (std::size_t i = 0; i < lower_case.size(); ++i)
      if ((upper(peek(i)) ? peek(i) + ('a' - 'A') : peek(i)) != lower_case[i]) return false;
    return true;
  }

  // What stands between words and is not one: URLs, @handles, entities, and the sign that opens a hashtag.
  bool skip_foreign() {
    const char c = in_[at_];
    if (((c == 'h' || c == 'H') && (starts("http://") || starts("https://"))) ||
        ((c == 'w' || c == 'W') && starts("www."))) {
      while (at_ < in_.size() && !space(in_[at_])) ++at_;
      return true;
    }
    if (c == '@' && alnum(peek(1))) return read_handle();
    if (c == '#' && (alnum(peek(1)) || !plain(peek(1)))) {
      end_tag();
      tag_begin_ = at_++;
      in_tag_ = true;
      return true;
    }
    for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;"}) {
      if (c != '&' || !starts(entity)) continue;
      end_tag();
      at_ += entity.size();
      return true;
    }
    return false;
  }

  // "@wulp31", "@wulp31.example", "@wulp31@instance.example"; a full stop at the end is the sentence's.
  bool read_handle() {
    end_tag();
    const std::size_t begin = at_++;
    while (alnum(peek(0)) ||
           ((peek(0) == '_' || peek(0) == '.' || peek(0) == '-' || peek(0) == '@') &&
            (alnum(peek(1)) || peek(1) == '_')) ||
           (peek(0) == '_'))
      ++at_;
    char folded[256];
    std::size_t size = 0;
    for (std::size_t i = begin + 1; i < at_ && size < sizeof folded; ++i)
      folded[size++] = upper(in_[i]) ? static_cast<char>(in_[i] + ('a' - 'A')) : in_[i];
    out_.handles.push_back(
        {hash_word({folded, size}), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)});
    return true;
  }

  // ASCII that is neither letter nor digit.
  void read_sign(char c) {
    if (open_ && c == '\'' && alnum(peek(1))) {
      ++at_;  // "auto's", "don't": one word
    } else if (open_ && last_digit_ && (c == '.' || c == ',' || c == ':') && digit(peek(1))) {
      const bool thousands = c != ':' && digit(peek(2)) && digit(peek(3)) && !digit(peek(4));
      if (thousands)
        ++at_;
      else
        put(".", 1);
    } else {
      end_word();
      if (c != '_') end_tag();
      ++at_;
    }
  }

  void read_beyond_ascii() {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(in_.data());
    auto after = static_cast<std::int64_t>(at_);
    UChar32 code = 0;
    U8_NEXT(bytes, after, static_cast<std::int64_t>(in_.size()), code);
    const auto width = static_cast<std::size_t>(after) - at_;
    const bool apostrophe = code == 0x2019 || code == 0x02BC;
    if (open_ && apostrophe && alnum(peek(width))) {
      at_ += width;
      return;
    }
    const Folded folded = code < 0 ? Folded{} : detail::fold_code(static_cast<char32_t>(code));
    switch (folded.kind) {
      case Folded::Kind::nothing:
        at_ += width;
        return;
      case Folded::Kind::separator:
        end_word();
        end_tag();
        at_ += width;
        return;
      case Folded::Kind::letters:
        split_camel(folded.upper, false);
        put(folded.letters(), width);
        last_upper_ = folded.upper;
        last_digit_ = false;
    }
  }

  // In a hashtag a new word begins at "aB", at "AB|c" before the B, and between letters and digits.
  void split_camel(bool is_upper, bool is_digit) {
    if (!in_tag_ || !open_) return;
    const bool rises = is_upper && (!last_upper_ || lower(peek(1)));
    if (rises || is_digit != last_digit_) end_word();
  }

  void put(std::string_view letters, std::size_t width) {
    if (!open_) {
      open_ = true;
      begin_ = at_;
      if (!out_.text.empty()) out_.text += ' ';
      start_ = out_.text.size();
      repeats_ = 0;
    }
    const bool again = out_.text.size() - start_ >= letters.size() && std::string_view(out_.text).ends_with(letters) &&
                       !digit(letters.front());
    repeats_ = again ? repeats_ + 1 : 0;
    if (repeats_ < 2) out_.text += letters;
    if (in_tag_ && tag_size_ + letters.size() <= sizeof tag_ && repeats_ < 2) {
      std::memcpy(tag_ + tag_size_, letters.data(), letters.size());
      tag_size_ += letters.size();
    }
    at_ += width;
    end_ = at_;
  }

  void end_word() {
    if (!open_) return;
    open_ = false;
    const std::string_view original = in_.substr(begin_, end_ - begin_);
    if ((original == "RT" || original == "MT") && peek(0) == ' ' && peek(1) == '@') {
      out_.text.resize(start_ == 0 ? 0 : start_ - 1);  // "RT @handle": a way of sharing, not a word
      return;
    }
    const std::string_view word = std::string_view(out_.text).substr(start_);
    out_.tokens.push_back({hash_word(word), static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_),
                           static_cast<std::uint32_t>(start_), static_cast<std::uint32_t>(word.size())});
  }

  void end_tag() {
    if (!in_tag_) return;
    in_tag_ = false;
    if (tag_size_ > 0)
      out_.hashtags.push_back(
          {hash_word({tag_, tag_size_}), static_cast<std::uint32_t>(tag_begin_), static_cast<std::uint32_t>(end_)});
    tag_size_ = 0;
  }

  const std::string_view in_;
  Normal& out_;
  std::size_t at_ = 0;

  bool open_ = false;  // inside a word, which began at byte begin_ and stands in out_.text from start_
  std::size_t begin_ = 0, end_ = 0, start_ = 0;
  int repeats_ = 0;
  bool last_upper_ = false, last_digit_ = false;

  bool in_tag_ = false;
  std::size_t tag_begin_ = 0, tag_size_ = 0;
  char tag_[128] = {};
};

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

// After wyhash (public domain, Wang Yi): eight bytes a step. The same on every little-endian machine, which replays
// rely on.
TokenHash hash_word(std::string_view folded) {
  constexpr std::uint64_t kSecret[] = {0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3};
  std::uint64_t hash = kSecret[0] ^ folded.size();
  for (; folded.size() > 8; folded.remove_prefix(8)) {
    std::uint64_t part;
    std::memcpy(&part, folded.data(), 8);
    hash = mix(hash ^ part, kSecret[1]);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, folded.data(), folded.size());
  return mix(mix(hash ^ rest, kSecret[1]), kSecret[2]);
}

void normalise(std::string_view text, Normal& out) {
  out.text.clear();
  out.tokens.clear();
  out.hashtags.clear();
  out.handles.clear();
  Reader(text, out).read();
}

Normal normalise(std::string_view text) {
  Normal out;
  normalise(text, out);
  return out;
}

std::string fold(std::string_view text) { return normalise(text).text; }

}  // namespace voelspriet::text
