// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/core/words.hpp"

#include <boost/json.hpp>

#include "hub/channels/core/names.hpp"

namespace voelspriet::channels {

Result<Words> words_for(const engine::RenderJob& job, const std::string& channel) {
  Words words{job.wording.title, job.wording.body};
  for (const domain::VariantText& own : job.wording.texts) {
    if (own.channel != channel) continue;
    if (own.language != job.wording.language)
      return fail(Errc::kUnsupported, "/wording/texts",
                  "has words in \"" + own.language + "\", this statement goes out in \"" + job.wording.language + "\"");
    words.body = own.text;
  }
  return words;
}

Words marked(const engine::RenderJob& job, Words words) {
  if (!job.exercise) return words;
  return {"OEFENING: " + words.title, "OEFENING\n\n" + words.body};
}

domain::Variant variant_of(const engine::RenderJob& job, const engine::Channel& channel, std::string media_type) {
  domain::Variant variant;
  variant.channel = channel.name();
  variant.language = job.wording.language;
  variant.promise = channel.promise();
  variant.parts.push_back({std::move(media_type), "", {}, {}});
  return variant;
}

std::string document(const engine::RenderJob& job, const Words& words) {
  boost::json::array claims;
  for (const domain::CitedClaim& claim : job.claims)
    if (claim.verdict) claims.push_back({{"assertion", claim.assertion}, {"verdict", name_of(*claim.verdict)}});
  return boost::json::serialize(boost::json::object{{"desk", job.desk},
                                                    {"exercise", job.exercise},
                                                    {"statement", job.statement.value},
                                                    {"revision", job.revision},
                                                    {"title", words.title},
                                                    {"body", words.body},
                                                    {"language", job.wording.language},
                                                    {"claims", std::move(claims)},
                                                    {"relation", name_of(job.wording.relation)},
                                                    {"target", job.wording.target.value}});
}

}  // namespace voelspriet::channels
