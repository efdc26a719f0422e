// SPDX-License-Identifier: Apache-2.0
// The window's title: where the person is, in words. Dear ImGui tells a screen reader nothing; this line every one of them reads.
#include <fmt/format.h>

#include <algorithm>

#include "console/model/words.hpp"
#include "console/views/screens.hpp"
#include "hub/base/utf8.hpp"
#include "hub/text/tr.hpp"
#include "hub/text/utf8.hpp"

namespace voelspriet::console {
namespace {

using text::tr;

constexpr std::size_t kTitleGraphemes = 60;  // of a mention: a title is seen where the window is not

template <class Id, class Row>
const Row* row_with(const std::vector<Row>& rows, Id id) {
  const auto found = std::ranges::find(rows, id, &Row::id);
  return found == rows.end() ? nullptr : &*found;
}

// The row the keys act on, "" = none.
std::string chosen_row(const ConsoleModel& model) {
  const Rows& rows = model.rows();
  switch (model.place.pane) {
    case Pane::mentions: {
      const auto row = std::ranges::find(rows.mentions, model.place.mention, [](const MentionRow& one) { return one.ref.ordinal; });
      return row == rows.mentions.end() ? "" : text::plain_line(without_invisible(row->text), kTitleGraphemes);
    }
    case Pane::claims:
    case Pane::claim: return rows.claim ? fmt::format("{} · {}", rows.claim->row.assertion, tr(word_of(rows.claim->row.status))) : "";
    case Pane::editor: return model.editor.statement ? tr("statement.number", model.editor.statement.value) : tr("statement.new");
    case Pane::statements: return rows.statement ? fmt::format("{} · {}", rows.statement->row.title, rows.statement->row.state) : "";
    case Pane::sent: {
      const DeliveryRow* row = row_with(rows.deliveries, model.place.delivery);
      return row ? fmt::format("{} · {}", row->channel, tr(word_of(row->status))) : "";
    }
  }
  return {};
}

std::string place_of(const ConsoleModel& model) {
  if (model.locked() && !model.sign_in.trouble.empty()) return model.sign_in.trouble;
  if (model.locked()) return tr(model.sign_in.busy ? "sign_in.busy" : "sign_in.title");
  if (model.connection().link == LinkState::lost) return tr("status.lost");
  if (!model.state().founded() || model.connection().link == LinkState::loading) return tr("loading.connecting");
  if (model.strip.open()) return strip_title(model);
  const std::string screen = tr(model.place.pane == Pane::mentions ? "noun.mentions" : screens()[static_cast<std::size_t>(model.place.screen)].title);
  const std::string row = chosen_row(model);
  const std::string refused = model.notice() && model.notice()->bad ? model.notice()->text + " · " : "";
  return refused + (row.empty() ? screen : fmt::format("{}: {}", screen, row));
}

}  // namespace

std::string window_title(const ConsoleModel& model) {
  return fmt::format("{}{}{} – Voelspriet", model.state().exercise ? std::string{tr("exercise.word")} + " · " : "", place_of(model),
                     model.ledger().pending().empty() ? "" : std::string{" · "} + tr("saving.pending"));
}

}  // namespace voelspriet::console
