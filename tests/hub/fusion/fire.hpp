// SPDX-License-Identifier: Apache-2.0
// An invented fire at an invented chemical plant, as people in an invented town talk about it, and a desk that hears
// it.
#pragma once

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "hub/fusion/fusion.hpp"

namespace voelspriet::fusion {

struct Said {
  const char* about;  // what a person would file it under; "" = chatter
  const char* author;
  const char* text;
};

inline const std::vector<Said>& fire() {
  static const std::vector<Said> said{
      {"brand", "Wulp", "Grote brand bij Van Dalen Chemie aan de Kadeweg in Waterdorp, enorme zwarte rookwolk"},
      {"", "Mees", "Goedemorgen allemaal, lekker weer vandaag"},
      {"brand", "Reiger", "Enorme zwarte rookwolk boven Waterdorp, grote brand bij Van Dalen Chemie Kadeweg"},
      {"chloor", "Fuut", "Ik hoor van een werknemer dat er tanks met chloor liggen in de loods van Van Dalen"},
      {"school", "Kievit", "Basisschool De Zwaan wordt ontruimd, kinderen moeten met de bus naar de sporthal"},
      {"chloor", "Spreeuw", "Een werknemer zegt dat er tanks met chloor liggen in die loods van Van Dalen!!"},
      {"gewond3", "Gans", "Er zijn drie gewonden bij de brand, zag ambulances het terrein oprijden"},
      {"brug", "Merel", "De Oosterbrug is dicht voor al het verkeer, sta hier al een half uur vast"},
      {"", "Mees", "Wat een lawaai die sirenes zeg, kan niet slapen"},
      {"school", "Tureluur",
       "Mijn zoon belt: basisschool De Zwaan wordt ontruimd en kinderen gaan naar de sporthal met de bus"},
      {"gewond5", "Lepelaar", "Vijf gewonden bij de brand hoor ik, ambulances het terrein op zien rijden"},
      {"water", "Specht", "Niet uit de kraan drinken! drinkwater in Waterdorp is niet veilig door het bluswater"},
      {"brug", "Ekster", "Oosterbrug dicht voor al het verkeer, sta ook al een half uur vast hier"},
      {"chloor", "Zwaluw", "volgens een werknemer liggen er tanks met chloor in de loods van van dalen"},
      {"brug-open", "Uil", "De Oosterbrug is weer open voor al het verkeer, stond een half uur vast"},
      {"geenchloor", "Vink", "Er liggen geen tanks met chloor in de loods van Van Dalen, zegt een werknemer"},
      {"knal", "Roek", "Net een enorme knal gehoord, ramen trilden hier in de Meeuwenstraat"},
      {"water", "Kraai", "drinkwater Waterdorp is niet veilig door het bluswater, niet uit de kraan drinken"},
      {"knal", "Kauw", "Enorme knal gehoord, ramen trilden in de Meeuwenstraat, wat was dat?"},
      {"water-veilig", "Aalscholver", "Drinkwater in Waterdorp is veilig, bluswater komt niet uit de kraan"},
      {"school", "Putter", "Kinderen van basisschool De Zwaan gaan met de bus naar de sporthal, school wordt ontruimd"},
      {"knal", "Sijs", "Hier in de Meeuwenstraat trilden de ramen van een enorme knal"},
      {"", "Mees", "Iemand nog tips voor een goede kapper?"},
      {"brand", "Gors", "Van Dalen Chemie aan de Kadeweg staat in brand, enorme zwarte rookwolk boven Waterdorp"},
  };
  return said;
}

inline KeyedId keyed(std::string_view name) {
  KeyedId id;
  std::uint64_t hash = text::hash_word(name);
  std::memcpy(id.bytes.data(), &hash, sizeof hash);
  id.bytes[15] = 1;
  return id;
}

// The words of a test: somebody says, reposts, replies.
class Desk {
 public:
  explicit Desk(Thresholds thresholds = {}) : fusion(thresholds) {}

  FusionItem item(std::string_view author, std::string_view text) {
    FusionItem made;
    made.ordinal = ++last;
    made.id = id(last);
    made.author = keyed(author);
    made.said_at = Time{} + std::chrono::hours(500'000) + std::chrono::seconds(20) * last;
    made.text = text;
    made.languages = languages;
    return made;
  }
  Outcome says(std::string_view author, std::string_view text) { return push(item(author, text)); }
  Outcome reposts(std::string_view author, Ordinal what, std::string_view text = "") {
    FusionItem made = item(author, text);
    made.repost = id(what);
    return push(made);
  }
  Outcome replies(std::string_view author, Ordinal what, std::string_view text) {
    FusionItem made = item(author, text);
    made.parent = id(what);
    return push(made);
  }
  Outcome push(const FusionItem& made) {
    now = made.said_at;
    return fusion.push(made);
  }
  domain::ClaimFigures figures(std::uint32_t claim) const {
    for (const auto& it : fusion.figures(now))
      if (it.claim == ClaimId{claim}) return it;
    return {};
  }
  static KeyedId id(Ordinal ordinal) { return keyed("post" + std::to_string(ordinal)); }
  static domain::MentionRef ref(Ordinal ordinal) { return {ordinal, id(ordinal)}; }

  Fusion fusion;
  Ordinal last = 0;
  Time now{};
  std::vector<std::string> languages{"nl"};
};

}  // namespace voelspriet::fusion
