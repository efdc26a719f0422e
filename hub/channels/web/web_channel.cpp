// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/web/web_channel.hpp"

#include <algorithm>
#include <system_error>

#include "hub/channels/core/words.hpp"
#include "hub/channels/web/detail/files.hpp"
#include "hub/channels/web/detail/stored.hpp"

namespace voelspriet::channels {
namespace {

using Kind = engine::SendOutcome::Kind;
using detail::NewFile;

std::vector<NewFile> files_of(pages::PublicSite site, const std::filesystem::path& dir) {
  std::ranges::sort(site.statements, {}, &pages::PublicStatement::id);  // the same bytes in whatever order they were read
  std::vector<NewFile> files;
  for (const pages::PublicStatement& statement : site.statements)
    files.push_back({dir / pages::page_name(statement.id), pages::render_statement(site, statement)});
  files.push_back({dir / pages::kIndexName, pages::render_index(site)});
  files.push_back({dir / pages::kAtomName, pages::render_atom(site)});
  return files;
}

Result<void> stage_changed(detail::Staged& staged, const std::vector<NewFile>& files) {
  for (const NewFile& file : files) {
    if (detail::holds(file)) continue;
    if (auto added = staged.add(file); !added) return added;
  }
  return {};
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem) return fail(Errc::kIo, folder.string(), "cannot be made: " + problem.message());
  return {};
}

}  // namespace

// All that was sent, read back from the folder: what stands there is the truth, also after a restore.
Result<pages::PublicSite> WebChannel::site() const {
  pages::PublicSite site{options_.desk, options_.url, options_.exercise, options_.since, {}};
  std::error_code problem;
  for (std::filesystem::directory_iterator entry{folder(), problem}, end; !problem && entry != end;
       entry.increment(problem)) {
    const std::filesystem::path& path = entry->path();
    if (path.extension() != ".json" || path.filename().string().starts_with('.')) continue;
    const auto bytes = detail::read_whole(path);
    if (!bytes) return tl::unexpected(bytes.error());
    auto stored = detail::read_stored(bytes->value_or(""));
    if (!stored) return fail(stored.error().code, path.string(), stored.error().what);
    if (stored->desk != options_.desk || stored->exercise != options_.exercise)
      return fail(Errc::kNotAllowed, path.string(), "belongs to another desk, or an exercise; give each its own folder");
    site.statements.push_back(std::move(stored->statement));
  }
  if (problem) return fail(Errc::kIo, folder().string(), "cannot be read: " + problem.message());
  return site;
}

Result<void> WebChannel::repair() {
  if (auto made = make_folder(folder()); !made) return made;
  detail::remove_leftovers(options_.dir);
  detail::remove_leftovers(folder());
  const auto all = site();
  if (!all) return tl::unexpected(all.error());
  detail::Staged staged;
  if (auto done = stage_changed(staged, files_of(*all, options_.dir)); !done) return done;
  return staged.put_in_place();
}

Result<domain::Variant> WebChannel::render(const engine::RenderJob& job) const {
  const auto words = words_for(job, name());
  if (!words) return tl::unexpected(words.error());
  domain::Variant variant = variant_of(job, *this, kDocumentType);
  variant.kind = "web";
  variant.account = options_.url;
  variant.audience = options_.audience;
  variant.parts.front().bytes = document(job, *words);
  return variant;
}

// The statement's own file goes first: from that rename on it is sent, and repair() makes the rest of it.
engine::SendOutcome WebChannel::send(const engine::SendJob& job) {
  const std::string& frozen = job.variant.parts[job.delivery.part].bytes;
  const NewFile own{folder() / detail::stored_name(job.statement.id), detail::stored(job.now, frozen)};
  const auto nothing_sent = [](const Error& error) { return engine::SendOutcome{Kind::not_sent, to_string(error), ""}; };
  if (auto made = make_folder(folder()); !made) return nothing_sent(made.error());
  const auto before = detail::read_whole(own.path);
  if (!before) return nothing_sent(before.error());
  auto all = site();
  if (!all) return nothing_sent(all.error());
  detail::Staged staged;
  if (*before) {
    if (detail::read_stored(**before)->frozen != frozen)
      return {Kind::failed, own.path.string() + ": another text was published under this number", ""};
  } else {
    auto stored = detail::read_stored(own.content);
    if (!stored) return {Kind::failed, stored.error().what, ""};
    all->statements.push_back(std::move(stored->statement));
    if (auto added = staged.add(own); !added) return nothing_sent(added.error());
  }
  if (auto added = stage_changed(staged, files_of(*all, options_.dir)); !added) return nothing_sent(added.error());
  if (auto done = staged.put_in_place(); !done) return {Kind::uncertain, to_string(done.error()), ""};
  return {Kind::delivered, "", proof(job.statement.id)};
}

engine::SendOutcome WebChannel::look(const engine::SendJob& job) {
  const auto path = folder() / detail::stored_name(job.statement.id);
  const auto own = detail::read_whole(path);
  if (!own) return {Kind::uncertain, to_string(own.error()), ""};
  if (!*own) return {Kind::absent, "the folder does not have it", ""};
  const auto all = site();
  if (!all) return {Kind::uncertain, to_string(all.error()), ""};
  if (detail::read_stored(**own)->frozen != job.variant.parts[job.delivery.part].bytes)
    return {Kind::uncertain, path.string() + ": another text was published under this number", ""};
  if (!std::ranges::all_of(files_of(*all, options_.dir), detail::holds))
    return {Kind::absent, "the pages do not show it yet", ""};
  return {Kind::delivered, "", proof(job.statement.id)};
}

}  // namespace voelspriet::channels
