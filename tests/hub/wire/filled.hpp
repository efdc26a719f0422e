// SPDX-License-Identifier: Apache-2.0
// A value of any described type with something different and not empty in every member, the same in every run: what the golden
// files are made of.
#pragma once

#include <string>
#include <variant>

#include "hub/wire/detail/shapes.hpp"

namespace voelspriet::wire {

class Filler {
 public:
  template <class T>
  T make() {
    T value{};
    fill(value);
    return value;
  }

  template <class T>
  void fill(T& value) {
    using namespace detail;
    if constexpr (std::is_same_v<T, bool>) {
      value = true;
    } else if constexpr (std::is_arithmetic_v<T>) {
      value = static_cast<T>(++count_ % 100);
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = "woord " + std::to_string(++count_);
    } else if constexpr (IdType<T>) {
      value.value = static_cast<typename T::rep>(++count_);
    } else if constexpr (Enum<T>) {
      ++count_;
      std::size_t at = 0;
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
        if (at++ <= count_ % boost::mp11::mp_size<boost::describe::describe_enumerators<T>>::value) value = enumerator.value;
      });
    } else if constexpr (std::is_same_v<T, Time>) {
      value = Time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}} + microseconds{++count_ * 1'000'001};
    } else if constexpr (Hex<T>) {
      value.bytes.fill(static_cast<std::uint8_t>(++count_));
    } else if constexpr (kIs<T, std::optional>) {
      fill(value.emplace());
    } else if constexpr (kIs<T, std::map>) {
      auto key = make<typename T::key_type>();
      fill(value[key]);
    } else if constexpr (kIs<T, std::set>) {
      value.insert(make<typename T::value_type>());
    } else if constexpr (kIs<T, std::vector>) {
      fill(value.emplace_back());
      fill(value.emplace_back());
    } else {
      boost::mp11::mp_for_each<Members<T>>([&](auto member) { fill(value.*member.pointer); });
    }
  }

  // Of a variant: the alternative of that type. False when there is none.
  template <class... T>
  bool fill_as(std::string_view type, std::variant<T...>& value) {
    return ((T::kType == type && (fill(value.template emplace<T>()), true)) || ...);
  }

 private:
  std::uint64_t count_ = 0;
};

}  // namespace voelspriet::wire
