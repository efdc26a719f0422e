// SPDX-License-Identifier: Apache-2.0
// The tabs and the band under them.
#include <cmath>
#include <fmt/format.h>

#include "console/model/words.hpp"
#include "console/views/screens.hpp"
#include "console/widgets/controls.hpp"
#include "hub/text/local_time.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

struct Band {
  Tone ground = Tone::red_ground, ink = Tone::red;
  Icon icon = Icon::barred;
  std::string title, line;
  const char* word = nullptr;  // of its button
  Act act = Act::reconnect;
};

std::string age(const ConsoleModel& model, Time since) {
  return text::duration(std::chrono::duration_cast<std::chrono::seconds>(model.now() - since));
}

// The one thing that is most wrong, or nothing.
std::optional<Band> band_of(const ConsoleModel& model) {
  const Connection& connection = model.connection();
  if (connection.link == LinkState::lost) {
    return Band{.title = tr("band.lost", text::clock_time(connection.since)),
                .line = tr("band.lost_line", connection.line, age(model, connection.since)),
                .word = tr("band.now")};
  }
  if (const auto& brake = model.state().brake) {
    const domain::Person* by = model.state().person(brake->by);
    return Band{.ground = Tone::red_fill, .ink = Tone::on_red_fill, .icon = Icon::octagon, .title = tr("band.brake"),
                .line = tr("band.brake_line", by ? by->name : "", text::clock_time(brake->at), model.state().open_deliveries.size()),
                .word = tr("band.release"), .act = Act::brake};
  }
  if (log_shut(model.pulse()))
    return Band{.ground = Tone::amber_ground, .ink = Tone::amber, .icon = Icon::dashed_question, .title = tr("band.store"), .line = tr("band.store_line")};
  if (const char* const trouble = mentions_trouble(model.pulse()))
    return Band{.ground = Tone::amber_ground, .ink = Tone::amber, .icon = Icon::dashed_question, .title = tr(trouble), .line = tr("band.mentions_line")};
  if (model.pulse().stage != "exact")
    return Band{.ground = Tone::amber_ground, .ink = Tone::amber, .icon = Icon::up,
                .title = tr("band.busy", model.pulse().per_minute), .line = tr(("stage." + model.pulse().stage).c_str())};
  return std::nullopt;
}

}  // namespace

void draw_tabs(Rect box, ConsoleModel& model) {
  fill(box, Tone::bg0);
  horizontal_line(box.x, box.bottom() - px(1), box.w);
  float x = box.x + px(6);
  for (const ScreenEntry& entry : screens()) {
    const bool here = entry.screen == model.place.screen;
    const float from = x;
    const float y = box.y + px(8);
    x = draw_text({x + px(12), y}, Face::body, color(Tone::t3), entry.key) + px(8);
    x = draw_text({x, y}, here ? Face::body_bold : Face::body, color(here ? Tone::t1 : Tone::t2), tr(entry.title));
    const TabCount count = entry.count(model.rows());
    if (count.number > 0) x = count_badge({x + px(9), box.y + px(9)}, text::number(static_cast<std::int64_t>(count.number)), count.wrong);
    x += px(14);
    if (here) fill({from, box.bottom() - px(2), x - from, px(2)}, Tone::accent);
    if (clicked({from, box.y, x - from, box.h}, static_cast<int>(entry.screen))) model.act(entry.act);
  }
}

float draw_band(Rect box, ConsoleModel& model, bool draw) {
  const auto band = band_of(model);
  if (!band) return 0;
  const float room = box.w - px(48) - (band->word ? px(150) : px(16));
  const float words = flow_text({box.x + px(48), box.y + px(8)}, room, Face::label, 0, band->line, false);
  const float height = px(8) + px(20) + words + px(8);
  if (!draw) return height;
  const bool loud = band->ground == Tone::red_fill;
  fill(box, band->ground);
  if (!loud) fill({box.x, box.y, px(4), box.h}, band->ink);
  draw_icon({box.x + px(18), box.y + px(loud ? 10 : 14)}, px(loud ? 22 : 16), band->icon, color(band->ink), color(band->ground));
  draw_text({box.x + px(48), box.y + px(7)}, Face::body_bold, color(loud ? Tone::on_red_fill : Tone::t1), band->title);
  flow_text({box.x + px(48), box.y + px(27)}, room, Face::label, color(loud ? Tone::on_red_fill : Tone::t2), band->line);
  if (!band->word) return height;
  const Button what{band->word, band->act == Act::brake ? "F12" : "F5"};
  const float width = button_width(what);
  if (button({box.right() - width - px(12), std::round(box.y + (box.h - px(32)) / 2), width, px(32)}, 2, what)) model.act(band->act);
  return height;
}

}  // namespace voelspriet::console
