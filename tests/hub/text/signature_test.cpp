// SPDX-License-Identifier: Apache-2.0
#include "hub/text/signature.hpp"

#include <gtest/gtest.h>

#include "hub/text/detail/lexicon_tables.hpp"
#include "hub/text/tr.hpp"

namespace voelspriet::text {
namespace {

Signature sign(const char* text) { return signature_of(normalise(text)); }

// "" when both can hold, else the reason as people read it.
std::string why(const char* a, const char* b) {
  const auto found = conflict(sign(a), sign(b));
  EXPECT_EQ(found.has_value(), conflict(sign(b), sign(a)).has_value()) << a << " | " << b;
  return found ? tr_reason(*found) : "";
}

TEST(Signature, ANegationContradictsTheSameThingStated) {
  EXPECT_EQ(why("Gaslek in de Kadeweg", "Er is geen gaslek in de Kadeweg"), "gaslek / geen gaslek");
  EXPECT_EQ(why("Ze hebben chloor opgeslagen", "zonder chloor in de loods"), "chloor / zonder chloor");
  EXPECT_EQ(why("There is a gas leak", "There is no gas leak here"), "gas / no gas");
  EXPECT_NE(why("Ik ruik chloor", "ik ruik het niet"), "");
}

TEST(Signature, ANegationOfSomethingElseContradictsNothing) {
  EXPECT_EQ(why("Grote brand in loods aan de Kadeweg", "Grote brand in loods Kadeweg, geen gewonden gemeld"), "");
  EXPECT_EQ(why("geen gewonden bij brand", "niemand gewond, brand loods"), "");
  EXPECT_EQ(why("vijf gewonden, weet niet of het klopt", "klopt het, vijf gewonden"), "");
  EXPECT_EQ(why("is dat nou waar of niet", "dat is waar"), "");
  EXPECT_EQ(why("niet alleen de loods brandt", "de loods brandt"), "");
}

TEST(Signature, DrinkingWaterIsSafeIsNotDrinkingWaterIsNotSafe) {
  EXPECT_EQ(why("drinkwater is veilig", "drinkwater is niet veilig"), "veilig / niet veilig");
  EXPECT_EQ(why("drinkwater is niet veilig", "drinkwater onveilig"), "");
  EXPECT_EQ(why("er is geen gevaar", "er is gevaar voor de wijk"), "geen gevaar / gevaar");
}

TEST(Signature, NumbersOfTheSameNounContradict) {
  EXPECT_EQ(why("3 gewonden bij brand", "Vijf gewonden bij de brand"), "3 / 5 gewonden");
  EXPECT_EQ(why("een gewonde", "drie gewonden"), "1 / 3 gewonde");
  EXPECT_EQ(why("12 dead in office", "10 people dead in office"), "12 / 10 dead");
  EXPECT_EQ(why("brand Kadeweg 14", "brand Kadeweg 16"), "14 / 16 kadeweg");
  EXPECT_EQ(why("twenty five houses evacuated", "25 houses evacuated"), "");
  EXPECT_EQ(why("vijfentwintig huizen ontruimd", "25 huizen ontruimd"), "");
  EXPECT_EQ(why("3 duizend huizen zonder stroom", "3.000 huizen zonder stroom"), "");
  EXPECT_EQ(why("3 gewonden", "5 brandweerwagens"), "");
  EXPECT_EQ(why("om 14:30 uur dicht", "om 14.30 uur dicht"), "");
}

TEST(Signature, SidesContradictUnlessTheyOverlap) {
  EXPECT_EQ(why("rook trekt naar het noorden", "rook trekt naar het zuiden"), "noorden / zuiden");
  EXPECT_EQ(why("de brug is open", "de brug is afgesloten"), "open / afgesloten");
  EXPECT_EQ(why("rook naar noord", "rook naar noordoost"), "");
  EXPECT_EQ(why("de brug is niet open", "de brug is dicht"), "");
}

TEST(Signature, DenyingTheWholeContradictsStatingIt) {
  EXPECT_NE(why("explosie bij de loods", "klopt niet: explosie bij de loods"), "");
  EXPECT_NE(why("explosie bij de loods", "Onwaar! explosie bij de loods"), "");
  EXPECT_NE(why("explosion at the warehouse", "hoax explosion at the warehouse"), "");
  EXPECT_NE(why("het is waar", "het is niet waar"), "");
}

TEST(Signature, ATextNeverContradictsItself) {
  for (const char* text : {"", "geen gaslek", "3 gewonden en 5 gewonden", "niet open, wel dicht", "noord en zuid",
                           "klopt niet", "12", "een"})
    EXPECT_EQ(why(text, text), "") << text;
}

TEST(Lexicon, StopWordsNeverHoldANegationANumberOrASide) {
  for (const auto list : {detail::stop_words_nl(), detail::stop_words_en()}) {
    const Normal words = normalise(list);
    for (const Token& token : words.tokens) {
      const Meaning* it = meaning(token.hash);
      ASSERT_NE(it, nullptr);
      EXPECT_FALSE(it->negates || it->denies || it->number || it->axis || it->harm) << it->word;
    }
  }
}

TEST(Lexicon, WordsStandInTheTablesAsTheyAreFolded) {
  for (const auto list : {detail::stop_words_nl(), detail::stop_words_en(), detail::negations(), detail::denials(),
                          detail::fillers(), detail::harm_terms()})
    EXPECT_EQ(fold(list), list);
  for (const auto& side : detail::sides()) EXPECT_EQ(fold(side.words), side.words);
}

TEST(Lexicon, AStemJoinsSingularAndPlural) {
  EXPECT_EQ(stem("gewonde"), stem("gewonden"));
  EXPECT_EQ(stem("dood"), stem("doden"));
  EXPECT_EQ(stem("veilig"), stem("veilige"));
  EXPECT_NE(stem("rook"), stem("brand"));
}

TEST(Language, IsReadFromTagsThenFromWords) {
  const std::vector<std::string> tags{"fr", "nl-BE"};
  EXPECT_EQ(language_of(tags), Language::nl);
  EXPECT_EQ(
      language_of(std::string_view("Er is een grote brand in de haven, blijf binnen en houd ramen en deuren dicht")),
      Language::nl);
  EXPECT_EQ(language_of(std::string_view(
                "There is a large fire in the harbour, please stay inside and keep your windows closed")),
            Language::en);
  EXPECT_EQ(language_of(std::string_view("\xFF\xFE")), Language::other);
}

}  // namespace
}  // namespace voelspriet::text
