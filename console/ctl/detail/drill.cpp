// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/drill.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <iterator>

#include "hub/text/tr.hpp"

namespace voelspriet::console::ctl::detail {
namespace {

long long whole_seconds(microseconds length) { return std::chrono::duration_cast<std::chrono::seconds>(length).count(); }

}  // namespace

Result<playbook::Playbook> load_playbook(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return fail(Errc::kIo, path.string(), "cannot be read");
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return playbook::parse_playbook(text, path.string());
}

std::string outline_json(const playbook::Playbook& book) {
  boost::json::array accounts, injects;
  for (const auto& partner : book.partners) accounts.emplace_back(partner.account);
  for (const auto& inject : book.injects) injects.emplace_back(inject.id);
  return boost::json::serialize(boost::json::object{{"title", book.title},
                                                    {"length_s", whole_seconds(book.length)},
                                                    {"accounts", std::move(accounts)},
                                                    {"injects", std::move(injects)}}) +
         "\n";
}

std::string outline(const playbook::Playbook& book) {
  return fmt::format("{}\n{}\n{}\n", book.title, book.description, text::tr("count.mentions", book.injects.size()));
}

std::string reply_json(const playbook::LeaderReply& reply) {
  boost::json::array answers;
  for (const auto& answer : reply.answers)
    answers.push_back({{"source", answer.source}, {"text", answer.text}, {"official", answer.official}});
  return boost::json::serialize(
             boost::json::object{{"about", reply.about}, {"holds", reply.holds}, {"answers", std::move(answers)}}) +
         "\n";
}

std::string reply_lines(const playbook::LeaderReply& reply) {
  std::string out = fmt::format("{}\n", text::tr(reply.holds ? "claim_state.confirmed" : "claim_state.false"));
  for (const auto& answer : reply.answers) out.append(fmt::format("{}: {}\n", answer.source, answer.text));
  return out;
}

}  // namespace voelspriet::console::ctl::detail
