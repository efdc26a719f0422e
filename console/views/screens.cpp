// SPDX-License-Identifier: Apache-2.0
#include "console/views/screens.hpp"

#include <algorithm>
#include <array>

namespace voelspriet::console {
namespace {

TabCount open_claims(const Rows& rows) {
  return {static_cast<std::size_t>(std::ranges::count_if(rows.claims, [](const ClaimRow& row) { return row.section != Section::decided; })), false};
}

TabCount open_statements(const Rows& rows) {
  return {static_cast<std::size_t>(std::ranges::count_if(rows.statements,
                                                         [](const StatementRow& row) { return row.status <= domain::StatementStatus::submitted; })),
          false};
}

TabCount wrong_deliveries(const Rows& rows) {
  using domain::DeliveryStatus;
  const auto count = std::ranges::count_if(rows.deliveries, [](const DeliveryRow& row) {
    return row.wrong || row.status == DeliveryStatus::failed || row.status == DeliveryStatus::uncertain;
  });
  return {static_cast<std::size_t>(count), true};
}

constexpr std::array<ScreenEntry, static_cast<std::size_t>(Screen::count)> kScreens{{
    {Screen::situation, Act::show_situation, "1", "screen.situation", "help.situation", draw_situation, open_claims},
    {Screen::statements, Act::show_statements, "2", "screen.statements", "help.statements", draw_statements, open_statements},
    {Screen::sent, Act::show_sent, "3", "screen.sent", "help.sent", draw_sent, wrong_deliveries},
}};

}  // namespace

std::span<const ScreenEntry> screens() { return kScreens; }

}  // namespace voelspriet::console
