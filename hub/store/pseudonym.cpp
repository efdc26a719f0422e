// SPDX-License-Identifier: Apache-2.0
#include "hub/store/pseudonym.hpp"

#include <array>
#include <string_view>

namespace voelspriet::store {
namespace {

constexpr std::array<std::string_view, 64> kBirds{
    "Wulp",      "Kievit",   "Grutto",     "Tureluur",   "Scholekster", "Kluut",        "Plevier",   "Strandloper",
    "Kemphaan",  "Reiger",   "Roerdomp",   "Ooievaar",   "Lepelaar",    "Zwaan",        "Smient",    "Slobeend",
    "Krakeend",  "Eider",    "Fuut",       "Dodaars",    "Aalscholver", "Meerkoet",     "Waterhoen", "Kraanvogel",
    "Kwartel",   "Patrijs",  "Fazant",     "Buizerd",    "Havik",       "Sperwer",      "Valk",      "Wouw",
    "Meeuw",     "Stern",    "Koekoek",    "Gierzwaluw", "IJsvogel",    "Specht",       "Leeuwerik", "Zwaluw",
    "Pieper",    "Kwikstaart", "Winterkoning", "Roodborst", "Nachtegaal", "Tapuit",     "Merel",     "Lijster",
    "Karekiet",  "Fitis",    "Mees",       "Boomklever", "Wielewaal",   "Klauwier",     "Gaai",      "Roek",
    "Spreeuw",   "Vink",     "Keep",       "Groenling",  "Putter",      "Sijs",         "Kneu",      "Gors"};
constexpr std::uint64_t kNumbers = 9'999;

}  // namespace

std::string pseudonym(const crypto::KeyedId& author) {
  if (!author) return {};
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | author.bytes[i];
  return std::string{kBirds[value % kBirds.size()]} + " " + std::to_string(1 + value / kBirds.size() % kNumbers);
}

}  // namespace voelspriet::store
