// SPDX-License-Identifier: Apache-2.0
#include "hub/crypto/digest_words.hpp"

namespace voelspriet::crypto {

// clang-format off
const std::array<std::string_view, 256> kCheckWords{
    "abrikoos", "album", "ananas", "andijvie", "anker", "appel", "aquarium", "arend", "artisjok", "asfalt", "atlas",
    "augurk", "azijn", "baksteen", "balkon", "bamboe", "banaan", "beitel", "bezem", "biet", "bizon", "blouse",
    "bokaal", "boter", "braam", "broccoli", "brood", "brug", "buffel", "bureau", "cactus", "camera", "caravan",
    "cello", "chocola", "cirkel", "citroen", "clown", "dadel", "dakpan", "deken", "diamant", "dolfijn", "domino",
    "doolhof", "douche", "drempel", "druif", "drukker", "dynamo", "eekhoorn", "egel", "eiland", "emmer", "erwten",
    "fakkel", "fazant", "film", "flamingo", "fles", "fluit", "fontein", "forel", "fornuis", "fregat", "galerij",
    "garage", "gebak", "geit", "gieter", "gitaar", "gletsjer", "golfslag", "gordijn", "goudvis", "grasveld",
    "hagedis", "handvat", "haring", "hark", "herfst", "hoorn", "huifkar", "hyacint", "iglo", "ijsbeer", "inham",
    "inkt", "jaguar", "jasmijn", "jojo", "jungle", "juweel", "kaars", "kachel", "kalender", "kano", "kapitein",
    "kapstok", "karaf", "karton", "kasteel", "kelder", "kennel", "kiwi", "klaver", "klok", "knoop", "koekoek",
    "koffer", "kokos", "komeet", "kompas", "konijn", "kreeft", "krijt", "kubus", "kudde", "kussen", "kwast", "ladder",
    "lama", "lantaarn", "laurier", "leeuw", "lelie", "lijster", "limoen", "linde", "lucht", "lucifer", "luipaard",
    "maan", "machine", "magneet", "mammoet", "mantel", "marathon", "marmer", "medaille", "meloen", "metro", "meubel",
    "minuut", "molshoop", "mosterd", "munt", "muziek", "naald", "narcis", "neus", "noedel", "nougat", "oase",
    "octopus", "oester", "olifant", "olijf", "ooievaar", "oranje", "orkest", "oven", "pagina", "paleis", "panda",
    "papegaai", "paraplu", "passer", "pauw", "pelikaan", "penseel", "peper", "perzik", "pijl", "pincet", "plank",
    "ploeg", "pomp", "potlood", "potvis", "prins", "pudding", "puzzel", "quiz", "rabarber", "radijs", "raket",
    "recept", "reiger", "rivier", "robot", "rogge", "rubber", "rugzak", "saffraan", "salade", "sandaal", "sardine",
    "sauna", "saxofoon", "schaap", "schilder", "schouw", "serre", "sjaal", "sleutel", "smaragd", "spiegel",
    "spinazie", "spons", "spreeuw", "sprookje", "stoel", "strand", "struik", "stuur", "suiker", "tandem", "tapijt",
    "tarwe", "theater", "theepot", "tijdlijn", "tijger", "tomaat", "tractor", "trap", "trein", "trommel", "tulband",
    "turkoois", "ukelele", "uniform", "vanille", "ventiel", "verf", "vergiet", "viool", "vitrine", "vlag", "vlieger",
    "waaier", "wekker", "wesp", "wijnrank", "woestijn", "wolk", "yoghurt", "zandbak", "zebra", "zeilboot", "zilver",
    "zout", "zuivel", "zuurkool", "zwaluw",
};
// clang-format on

std::array<std::string_view, 6> check_words(const Digest& digest) {
  std::array<std::string_view, 6> words;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = kCheckWords[digest.bytes[i]];
  return words;
}

}  // namespace voelspriet::crypto
