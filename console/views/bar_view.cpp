// SPDX-License-Identifier: Apache-2.0
// The situation bar: what a person must read from one metre in three seconds. Cells go from the right; when there is no room the
// day, the line under the title, the colleagues and the bars of the feeds go, in that order; clock, silence and brake never.
#include <cmath>
#include <fmt/format.h>

#include <algorithm>

#include "console/views/views.hpp"
#include "console/widgets/controls.hpp"
#include "console/widgets/figures.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr std::chrono::minutes kSilenceMax{10};  // without a word of ours; amber from 60 % of it
constexpr double kSilenceAmber = 0.6;
constexpr std::size_t kAvatarsMax = 4;

std::string day_of(Time time) {
  const auto local = std::chrono::floor<std::chrono::days>(time + text::local_offset(time));
  const std::chrono::year_month_day date{local};
  return fmt::format("{} {} {}", tr(fmt::format("weekday.{}", std::chrono::weekday{local}.c_encoding()).c_str()), static_cast<unsigned>(date.day()),
                     tr(fmt::format("month.{}", static_cast<unsigned>(date.month())).c_str()));
}

std::string minutes_seconds(std::chrono::seconds length) { return fmt::format("{:02}:{:02}", length.count() / 60, length.count() % 60); }

// The next cell from the right, with its dividing line.
Rect cell(Rect& box, float width) {
  const Rect whole = box.cut_right(width + px(32));
  vertical_line(whole.x, whole.y, whole.h);
  return whole.inset(px(16), 0);
}

void figure_cell(Rect at, bool low, std::string_view label, std::string_view figure, ImU32 label_ink, ImU32 ink) {
  if (low) {
    const float x = draw_text({at.x, at.y + px(16)}, Face::label, label_ink, label);
    draw_text_tabular({label.empty() ? at.x : x + px(7), at.y + px(11)}, Face::figure, ink, figure);
    return;
  }
  draw_text({at.x, at.y + px(10)}, Face::label, label_ink, label);
  draw_text_tabular({at.x, at.y + px(28)}, Face::figure, ink, figure);
}

float figure_width(bool low, std::string_view label, std::string_view figure) {
  const float words = text_width(Face::label, label), number = text_tabular_width(Face::figure, figure);
  return std::ceil(low ? words + number + (label.empty() ? 0 : px(7)) : std::max(words, number));
}

void draw_brake(Rect& box, ConsoleModel& model, bool low) {
  Button brake{tr("bar.brake"), "F12", ButtonKind::danger, Icon::octagon};
  if (low) brake.word = "";
  const float width = button_width(brake) + px(6);
  const Rect place = box.cut_right(width + px(28)).inset(px(14), px(low ? 6 : 15));
  if (button(place, 1, brake)) model.act(Act::brake);
}

void draw_colleagues(Rect& box, const ConsoleModel& model) {
  const auto& present = model.pulse().present;
  if (present.empty()) return;
  const std::size_t shown = std::min(present.size(), kAvatarsMax);
  const float width = static_cast<float>(shown) * px(28) + (present.size() > shown ? px(20) : 0);
  const std::string label = fmt::format("{} {}", tr("bar.colleagues"), present.size());
  const Rect at = cell(box, std::max(width, text_width(Face::label, label)));
  draw_text({at.x, at.y + px(10)}, Face::label, color(Tone::t3), label);
  float x = at.x;
  for (std::size_t i = 0; i < shown; ++i, x += px(28)) {
    const domain::Person* person = model.state().person(present[i].person);
    avatar({x, at.y + px(30)}, px(24), person ? initials(person->name) : "?", model.me() == person ? Presence::me : Presence::solid);
  }
  if (present.size() > shown) draw_text({x + px(2), at.y + px(34)}, Face::label, color(Tone::t2), fmt::format("+{}", present.size() - shown));
}

bool live(const domain::FeedHealth& feed) { return feed.state == domain::FeedState::live; }

void feed_tooltip(const ConsoleModel& model) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(12), px(8)});
  ImGui::BeginTooltip();
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = px(340);
  float y = start.y;
  for (const domain::FeedHealth& feed : model.pulse().feeds) {
    const ImU32 ink = color(live(feed) ? Tone::green : Tone::red);
    draw_icon({start.x, y + px(4)}, px(14), !live(feed) ? Icon::barred : Icon::disc_tick, ink, color(Tone::bg2));
    const float right = draw_text({start.x + px(22), y + px(1)}, Face::body_bold, color(Tone::t1), feed.name);
    draw_text({right + px(8), y + px(3)}, Face::label, color(Tone::t3),
              feed.reason.empty() ? tr("feed.usual", text::duration(std::chrono::seconds{feed.usual_gap_s})) : feed.reason);
    if (feed.last_item_at) {
      const auto age = std::chrono::duration_cast<std::chrono::seconds>(model.now() - *feed.last_item_at);
      draw_text_right({start.x + width, y + px(1)}, Face::body, ink, text::duration(age));
    }
    y += px(26);
  }
  ImGui::Dummy({width, y - start.y});
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void draw_feeds(Rect& box, const ConsoleModel& model) {
  const auto& feeds = model.pulse().feeds;
  if (feeds.empty()) return;
  const auto silent = std::ranges::count_if(feeds, [](const auto& feed) { return !live(feed); });
  const std::string figure = tr("bar.live_of", static_cast<std::size_t>(std::ssize(feeds) - silent), feeds.size());
  const std::string label = tr("bar.feeds");
  const std::string trouble = silent > 0 ? " · " + tr("bar.silent_count", static_cast<std::size_t>(silent)) : std::string{};
  const float bars = static_cast<float>(feeds.size()) * px(8);
  const float width = std::max(text_width(Face::label, label + trouble), text_tabular_width(Face::figure, figure) + px(10) + bars);
  const Rect at = cell(box, std::ceil(width));
  draw_text({draw_text({at.x, at.y + px(10)}, Face::label, color(Tone::t3), label), at.y + px(10)}, Face::label, color(Tone::red), trouble);
  float x = draw_text_tabular({at.x, at.y + px(28)}, Face::figure, color(Tone::t1), figure) + px(10);
  for (const domain::FeedHealth& feed : feeds) {
    const Rect bar{std::round(x), at.y + px(34), px(5), px(15)};
    if (live(feed)) fill(bar, Tone::green);
    else frame(bar, Tone::red);
    x += px(8);
  }
  if (hovered(at)) feed_tooltip(model);
}

void draw_silence(Rect& box, const ConsoleModel& model, bool low) {
  const double share = std::chrono::duration<double>(model.silence()) / kSilenceMax;
  const Tone tone = share >= 1 ? Tone::red : share >= kSilenceAmber ? Tone::amber : Tone::t1;
  const std::string figure = minutes_seconds(model.silence());
  const Rect at = cell(box, figure_width(low, tr("bar.silence"), figure));
  figure_cell(at, low, tr("bar.silence"), figure, color(low ? tone : Tone::t3), color(tone));
  if (!low) draw_progress({at.x, at.y + px(54), at.w, px(3)}, static_cast<float>(share), color(tone));
}

void draw_clock(Rect& box, const ConsoleModel& model, bool low, bool with_day, bool with_zone) {
  const std::string clock = text::clock_time(model.clock());
  const bool drill = model.pulse().drill_at.has_value();
  std::string label = drill ? tr("bar.drill_time") : low || !with_day ? "" : day_of(model.clock());
  if (!drill && !label.empty() && with_zone) label += std::string{" · "} + tr("bar.zone");
  const Rect at = cell(box, figure_width(low, label, clock));
  figure_cell(at, low, label, clock, color(Tone::t3), color(drill ? Tone::exercise : Tone::t1));
}

void draw_incident(Rect box, const ConsoleModel& model, bool low) {
  draw_icon({box.x + px(14), box.y + px(14)}, px(22), Icon::antenna, color(Tone::accent), color(Tone::bg1));
  const domain::Incident* incident = model.incident();
  const float x = box.x + px(44);
  if (!incident) {
    draw_text({x, box.y + px(low ? 13 : 23)}, Face::heading_bold, color(Tone::t1), tr("incident.none"));
    return;
  }
  std::string_view title = incident->title;
  const float level = incident->level.empty() ? 0 : text_width(Face::body_bold, incident->level) + px(28);
  const float room = box.right() - x - level - px(8);
  const float y = box.y + px(low ? 13 : 13);
  draw_text_elided({x, y}, room, Face::heading_bold, color(Tone::t1), title);
  if (level > 0) level_tag({x + std::min(text_width(Face::heading_bold, title), room) + px(10), y - px(1)}, incident->level);
  if (low) return;
  if (incident->ends_at <= model.now()) {
    const std::string ended = tr("incident.ended", text::clock_minutes(incident->ends_at));
    return draw_text_elided({x, box.y + px(38)}, box.right() - x - px(8), Face::label_bold, color(Tone::amber), ended);
  }
  const std::string kind = tr(model.state().exercise ? "incident.exercise" : "incident.real");
  const std::string line = fmt::format("{} · {} · {}", incident->place.name, kind, tr("incident.since", text::clock_minutes(incident->opened_at)));
  draw_text_elided({x, box.y + px(38)}, box.right() - x - px(8), Face::label, color(Tone::t3), line);
}

}  // namespace

void draw_bar(Rect box, ConsoleModel& model, bool low) {
  fill(box, Tone::bg1);
  horizontal_line(box.x, box.bottom() - px(1), box.w);
  const float effective = box.w / scale();
  draw_brake(box, model, low);
  if (effective >= 1000) draw_colleagues(box, model);
  if (effective >= 900) draw_feeds(box, model);
  draw_silence(box, model, low);
  draw_clock(box, model, low, effective >= 700, effective >= 1360);
  draw_incident(box, model, low);
}

}  // namespace voelspriet::console
