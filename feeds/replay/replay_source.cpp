// SPDX-License-Identifier: Apache-2.0
#include "feeds/replay/replay_source.hpp"

#include <algorithm>
#include <array>

#include "hub/base/stop.hpp"

namespace voelspriet::feeds::replay {
namespace {

using domain::Genre;
using domain::HeardMention;
using domain::MentionKind;
using playbook::Inject;
using playbook::InjectKind;
using playbook::Playbook;

// In the order of InjectKind; an edit or delete has the genre of what it changes.
constexpr std::array<Genre, 9> kGenres{Genre::post, Genre::post,  Genre::post,  Genre::post,    Genre::news,
                                       Genre::phone, Genre::scene, Genre::alert, Genre::bulletin};
static_assert(kGenres.size() == static_cast<std::size_t>(InjectKind::edit));

void name_speaker(const Playbook& book, const Inject& inject, HeardMention& mention) {
  if (const auto* partner = book.partner(inject.author)) {
    mention.account = mention.author = partner->account;
    mention.handle = partner->name;
  } else if (const auto* person = book.person(inject.author)) {
    mention.author = mention.handle = person->handle;
  }
}

// A later form of something said: the same mention but for its text.
HeardMention changed(const Playbook& book, const Inject& inject, Time said_at) {
  HeardMention mention = to_mention(book, *book.find(inject.parent), said_at);
  mention.kind = inject.kind == InjectKind::edit ? MentionKind::edited : MentionKind::deleted;
  mention.revision = mention.inject = inject.id;
  mention.text = inject.text;
  return mention;
}

const Inject& root_of(const Playbook& book, const Inject& inject) {
  const Inject* top = &inject;
  while (top->kind == InjectKind::reply) top = book.find(top->parent);
  return *top;
}

void tie_to_parent(const Playbook& book, const Inject& inject, HeardMention& mention) {
  const Inject& parent = *book.find(inject.parent);
  switch (inject.kind) {
    case InjectKind::repost:
      mention.repost = parent.id;
      mention.text = parent.text;
      mention.languages = {parent.language};
      break;
    case InjectKind::quote:
      mention.quote = parent.id;
      break;
    default:
      mention.parent = parent.id;
      mention.root = root_of(book, parent).id;
  }
}

}  // namespace

HeardMention to_mention(const Playbook& book, const Inject& inject, Time said_at) {
  if (inject.kind >= InjectKind::edit) return changed(book, inject, said_at);
  HeardMention mention;
  mention.genre = kGenres[static_cast<std::size_t>(inject.kind)];
  mention.source = "drill";
  mention.id = mention.inject = inject.id;
  mention.text = inject.text;
  mention.languages = {inject.language};
  mention.media = inject.media;
  mention.said_at = said_at;
  name_speaker(book, inject, mention);
  if (!inject.parent.empty()) tie_to_parent(book, inject, mention);
  return mention;
}

ReplaySource::ReplaySource(Playbook book, double speed, const Clock& clock)
    : book_(std::move(book)), speed_(speed), clock_(clock), drill_(Time{}, speed) {}

Result<void> ReplaySource::connect(const Resume& resume, const StopFlag&) {
  next_ = 0;
  microseconds offset{0};
  if (!resume.cursor.empty()) {
    const Inject* last = book_.find(resume.cursor);
    if (last == nullptr) return fail(Errc::kNotFound, "cursor", "the playbook has no inject \"" + resume.cursor + "\"");
    next_ = static_cast<std::size_t>(last - book_.injects.data()) + 1;
    offset = last->at;
  }
  drill_ = playbook::DrillClock{clock_.now(), speed_, offset};
  return {};
}

Result<Reading> ReplaySource::read(std::chrono::steady_clock::time_point deadline, const StopFlag& stop) {
  if (next_ < book_.injects.size()) {
    const auto wait = drill_.wall_at(book_.injects[next_].at) - clock_.now();
    stop.wait_until(std::min(deadline, steady_now() + std::max(wait, microseconds{0})));
  }
  Reading reading;
  const Time now = clock_.now();
  const microseconds reached = drill_.drill_at(now);
  for (; next_ < book_.injects.size() && book_.injects[next_].at <= reached; ++next_) {
    const Inject& inject = book_.injects[next_];
    reading.items.push_back({inject.id, to_mention(book_, inject, now), {}, ""});
    reading.cursor = inject.id;
  }
  reading.ended = next_ == book_.injects.size();
  return reading;
}

}  // namespace voelspriet::feeds::replay
