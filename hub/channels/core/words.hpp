// SPDX-License-Identifier: Apache-2.0
// What every channel begins with: the words it carries of a statement, and the same as a document that programs read.
// Pure; any thread.
#pragma once

#include <string>

#include "hub/engine/ports.hpp"

namespace voelspriet::channels {

inline constexpr char kDocumentType[] = "application/json; charset=utf-8";

struct Words {
  std::string title, body;
};

// The words for one channel: the statement's own, or those written for this channel. kUnsupported when words were
// written for it in a language it does not send: nothing an author wrote is left out in silence.
Result<Words> words_for(const engine::RenderJob& job, const std::string& channel);
// With OEFENING before title and body on an exercise desk; for channels whose text travels alone.
Words marked(const engine::RenderJob& job, Words words);

// A variant with one part and everything but its bytes filled in.
domain::Variant variant_of(const engine::RenderJob& job, const engine::Channel& channel, std::string media_type);

// The statement as one JSON object, always the same bytes for the same words: desk, exercise, statement, revision,
// title, body, language, claims (assertion, verdict), relation and target. A claim nobody decided is left out: to
// repeat a rumour without a verdict only spreads it.
std::string document(const engine::RenderJob& job, const Words& words);

}  // namespace voelspriet::channels
