// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/manual/manual_channel.hpp"

#include <fmt/format.h>

#include "hub/channels/core/words.hpp"
#include "hub/text/utf8.hpp"

namespace voelspriet::channels {

using Kind = engine::SendOutcome::Kind;

Result<domain::Variant> ManualChannel::render(const engine::RenderJob& job) const {
  const auto words = words_for(job, name());
  if (!words) return tl::unexpected(words.error());
  // One text is posted, so it is marked once, at the top.
  const std::string text = marked(job, *words).title + "\n\n" + words->body;
  const std::size_t length = text::graphemes(text);
  if (options_.characters_max != 0 && length > options_.characters_max)
    return fail(Errc::kTooLarge, "text",
                fmt::format("{} characters too many, at most {}", length - options_.characters_max,
                            options_.characters_max));
  domain::Variant variant = variant_of(job, *this, "text/plain; charset=utf-8");
  variant.kind = "manual";
  variant.audience = options_.audience;
  variant.parts.front().bytes = text;
  return variant;
}

engine::SendOutcome ManualChannel::send(const engine::SendJob&) {
  return {Kind::failed, "a person posts this and reports it", ""};
}

engine::SendOutcome ManualChannel::look(const engine::SendJob&) {
  return {Kind::uncertain, "a person looks and reports what is there", ""};
}

}  // namespace voelspriet::channels
