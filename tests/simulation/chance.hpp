// SPDX-License-Identifier: Apache-2.0
// Everything random of a simulated incident, from one seed; and values of any described type made of it.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <random>
#include <string>
#include <vector>

#include "hub/domain/state.hpp"

namespace voelspriet::test {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  bool percent(unsigned share) { return below(100) < share; }
  template <class T>
  const T& one_of(const std::vector<T>& values) { return values[below(values.size())]; }
  std::string one_of(std::initializer_list<const char*> values) { return values.begin()[below(values.size())]; }
  template <class Enum>
  Enum any_of() {
    using All = boost::describe::describe_enumerators<Enum>;
    Enum value{};
    boost::mp11::mp_with_index<boost::mp11::mp_size<All>::value>(
        below(boost::mp11::mp_size<All>::value), [&](auto at) { value = boost::mp11::mp_at_c<All, at>::value; });
    return value;
  }

  // A value nobody thought about: small numbers that often name something, texts that are often right.
  template <class T>
  void fill(T& value, Time now) {
    using namespace boost;
    if constexpr (std::is_same_v<T, bool>) value = percent(50);
    else if constexpr (std::is_arithmetic_v<T>) value = static_cast<T>(below(9));
    else if constexpr (std::is_same_v<T, std::string>)
      value = one_of({"Er komt chloorgas vrij", "web", "nl", "Meetwagen 2", "", "gas\xE2\x80\xAE", "telex", "Kadeweg 14"});
    else if constexpr (std::is_same_v<T, Time>) value = now + std::chrono::hours{static_cast<int>(below(50)) - 2};
    else if constexpr (std::is_enum_v<T>) value = any_of<T>();
    else if constexpr (requires { value.value = typename T::rep{}; }) value.value = static_cast<typename T::rep>(below(9));
    else if constexpr (requires { value.bytes[0]; }) value.bytes[0] = static_cast<std::uint8_t>(below(3));
    else if constexpr (requires { value.has_value(); value.emplace(); }) { if (percent(50)) fill(value.emplace(), now); }
    else if constexpr (requires { value.emplace_back(); }) {
      for (auto left = below(3); left > 0; --left) fill(value.emplace_back(), now);
    } else
      mp11::mp_for_each<describe::describe_members<T, describe::mod_any_access>>(
          [&](auto member) { fill(value.*member.pointer, now); });
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace voelspriet::test
