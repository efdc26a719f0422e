// SPDX-License-Identifier: Apache-2.0
// Distinct number types, so that a claim's number can never be handed in for a statement's.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace voelspriet {

// 0 means "none"; numbers start at 1 and are dense per kind.
template <class Tag, class Rep = std::uint32_t>
struct Id {
  using rep = Rep;
  Rep value = 0;

  constexpr auto operator<=>(const Id&) const = default;
  constexpr explicit operator bool() const { return value != 0; }
};

}  // namespace voelspriet

template <class Tag, class Rep>
struct std::hash<voelspriet::Id<Tag, Rep>> {
  std::size_t operator()(voelspriet::Id<Tag, Rep> id) const noexcept { return std::hash<Rep>{}(id.value); }
};
