// SPDX-License-Identifier: Apache-2.0
#include "feeds/cap/cap_message.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "feeds/cap/heard.hpp"
#include "hub/base/limits.hpp"

namespace voelspriet::feeds::cap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string full(std::string_view from = "", std::string_view to = "") {
  std::string text = file(std::filesystem::path{VOELSPRIET_SOURCE_DIR} / "tests/fuzz/corpus/cap/full.xml");
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return text;
}

std::string error_of(const std::string& text) {
  const auto message = parse_cap(text);
  return message ? "none" : to_string(message.error());
}

CapMessage parsed(const std::string& text) {
  auto message = parse_cap(text);
  if (!message) throw std::runtime_error{to_string(message.error())};
  return std::move(*message);
}

const Time kNoon = *parse_rfc3339("2026-11-21T12:00:00+01:00");

TEST(Cap, ReadsEveryFieldOfTheStandard) {
  const CapMessage message = parsed(full());
  EXPECT_EQ(message.identifier, "zeemond-2026-031-2");
  EXPECT_EQ(message.sent, parse_rfc3339("2026-11-21T13:20:00Z"));
  EXPECT_EQ(message.status, Status::Actual);
  EXPECT_EQ(message.type, MessageType::Update);
  EXPECT_THAT(message.codes, ElementsAre("profiel-1", "profiel-2"));
  ASSERT_EQ(message.references.size(), 1u);
  EXPECT_EQ(message.references[0].identifier, "zeemond-2026-031-1");
  EXPECT_TRUE(message.is_signed);
  ASSERT_EQ(message.infos.size(), 2u);
  const Info& info = message.infos[1];
  EXPECT_THAT(info.categories, ElementsAre(Category::Fire, Category::CBRNE));
  EXPECT_THAT(info.responses, ElementsAre(ResponseType::Shelter, ResponseType::Avoid));
  EXPECT_EQ(info.severity, Severity::Severe);
  EXPECT_EQ(info.expires, parse_rfc3339("2026-11-21T15:00:00Z"));
  EXPECT_EQ(info.description, "Er is veel rook boven Oudekreek & Klaverdam.");
  EXPECT_EQ(info.event_codes[0].value, "BZM");
  EXPECT_EQ(info.resources[0].size, 2048);
  const Area& area = info.areas[0];
  ASSERT_EQ(area.polygons.size(), 1u);
  EXPECT_EQ(area.polygons[0][1].latitude, 51.60);
  EXPECT_EQ(area.circles[0].radius_km, 2.5);
  EXPECT_EQ(area.ceiling, 1500.5);
  EXPECT_THAT(message.doubts, ElementsAre(HasSubstr("/alert/info[2]/area[1]/polygon[2]: not a shape")));
}

TEST(Cap, NamesThePlaceOfWhatIsWrong) {
  EXPECT_EQ(error_of(full("<expires>2026-11-21T16:00:00+01:00", "<expires>morgen")),
            "/alert/info[2]/expires: not a date-time with an offset, such as 2026-11-21T17:00:00+01:00");
  EXPECT_THAT(error_of(full("14:20:00+01:00</sent>", "14:20:00Z</sent>")), HasSubstr("/alert/sent: not a date-time"));
  EXPECT_THAT(error_of(full("14:20:00+01:00</sent>", "14:20:00.5+01:00</sent>")), HasSubstr("/alert/sent: not a date-time"));
  EXPECT_EQ(error_of(full("<status>Actual", "<status>Real")), "/alert/status: \"Real\" is none of the words CAP allows");
  EXPECT_EQ(error_of(full("<sender>warning@zeemond.example</sender>", "")), "/alert/sender: is missing");
  EXPECT_EQ(error_of(full("<category>Fire</category>\n    <event>Ch", "<event>Ch")), "/alert/info[1]/category: is missing");
  EXPECT_EQ(error_of(full("<scope>Public</scope>", "<scope>Public</scope><scope>Public</scope>")), "/alert/scope: comes twice");
  EXPECT_EQ(error_of(full("<note>", "<colour/><note>")), "/alert/colour: is no element of CAP 1.2 here");
  EXPECT_EQ(error_of(full("<identifier>z", "words <identifier>z")), "/alert: holds text between its elements");
  EXPECT_EQ(error_of(full("<areaDesc>Oudekreek", "<areaDesc><b>O</b>")), "/alert/info[2]/area[1]/areaDesc: holds elements, not text");
  EXPECT_EQ(error_of(full("<size>2048", "<size>2 kB")), "/alert/info[2]/resource[1]/size: not a number");
  EXPECT_EQ(error_of(full("<language>nl-NL", "<language>nederlands!")), "/alert/info[2]/language: \"nederlands!\" is no language");
  EXPECT_THAT(error_of(full("<info>", "<info id=\"1\">")), HasSubstr("attribute \"id\" has no place here"));
}

TEST(Cap, AsksForTheOrderOfTheSchema) {
  const std::string status = "<status>Actual</status>\n  ", type = "<msgType>Update</msgType>";
  EXPECT_EQ(error_of(full(status + type, type + status)), "/alert/status: is missing");
  EXPECT_EQ(error_of(full("<incidents>", "<source>x</source><incidents>")), "/alert/source: stands in the wrong order");
}

TEST(Cap, RefusesADocumentTypeBeforeReadingIt) {
  EXPECT_EQ(error_of(file(std::filesystem::path{VOELSPRIET_SOURCE_DIR} / "tests/fuzz/corpus/cap/entity.xml")),
            "/: a document type is not allowed in a warning");
}

TEST(Cap, RefusesOtherVersionsBrokenXmlAndTooMuch) {
  EXPECT_THAT(error_of(full("cap:1.2", "cap:1.1")), HasSubstr("/alert: not an alert of CAP 1.2"));
  EXPECT_THAT(error_of(full("</alert>", "")), HasSubstr("line 6"));
  EXPECT_FALSE(parse_cap(""));
  EXPECT_EQ(parse_cap(std::string(limits::kCapBytesMax + 1, ' ')).error().code, Errc::kTooLarge);
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<a>";
  EXPECT_FALSE(parse_cap(deep));
}

TEST(Cap, IsHeardInDutchWithWhatToDo) {
  const Item item = to_item(parsed(full()), kNoon);
  ASSERT_TRUE(item.mention);
  EXPECT_EQ(item.mention->genre, domain::Genre::alert);
  EXPECT_EQ(item.mention->text,
            "Bijgewerkt. Brand aan de Kadeweg in Moerhaven\nEr is veel rook boven Oudekreek & Klaverdam.\n"
            "Ga naar binnen. Sluit ramen en deuren.\nTweede bericht");
  EXPECT_EQ(item.mention->account, "warning@zeemond.example");
  EXPECT_EQ(item.mention->handle, "Veiligheidsregio Zeemond");
  EXPECT_EQ(item.mention->id, "warning@zeemond.example,zeemond-2026-031-2");
  EXPECT_EQ(item.mention->parent, "warning@zeemond.example,zeemond-2026-031-1");
  EXPECT_THAT(item.mention->languages, ElementsAre("nl-NL"));
}

TEST(Cap, NeverPassesAnExerciseOrTestForReal) {
  EXPECT_THAT(to_item(parsed(full("Actual", "Exercise")), kNoon).mention->text, testing::StartsWith("OEFENING. "));
  EXPECT_THAT(to_item(parsed(full("Actual", "Test")), kNoon).mention->text, testing::StartsWith("TEST. "));
  EXPECT_STREQ(to_item(parsed(full("Actual", "Draft")), kNoon).reason, "draft");
  EXPECT_STREQ(to_item(parsed(full("Update</msgType>", "Ack</msgType>")), kNoon).reason, "acknowledgement");
}

TEST(Cap, SaysThatAWarningWasWithdrawn) {
  const Item item = to_item(parsed(full("Update</msgType>", "Cancel</msgType>")), kNoon);
  EXPECT_THAT(item.mention->text, testing::StartsWith("Ingetrokken. "));
  EXPECT_EQ(item.mention->root, "warning@zeemond.example,zeemond-2026-031-1");
}

TEST(Cap, EndsByItself) {
  const CapMessage message = parsed(full());
  EXPECT_STREQ(to_item(message, *parse_rfc3339("2026-11-21T16:00:00+01:00")).reason, "expired");
  EXPECT_EQ(expires_at(parsed(full("<expires>2026-11-21T16:00:00+01:00</expires>", ""))), message.sent + limits::kCapLifeMax);
}

// The reference set: what its table calls valid against the 1.2 schema is read, everything else is refused.
TEST(CapReference, AgreesWithTheSchemaOnEveryCase) {
  const char* given = std::getenv("VOELSPRIET_DATA");
  const std::filesystem::path folder =
      (given != nullptr ? std::filesystem::path{given} : std::filesystem::path{VOELSPRIET_SOURCE_DIR} / "../shared/data") / "cap";
  std::ifstream table{folder / "cases.csv"};
  if (!table) GTEST_SKIP() << "no reference data at " << folder;
  std::string line;
  std::getline(table, line);
  int cases = 0;
  while (std::getline(table, line)) {
    std::istringstream row{line};
    std::string name, bytes, version, valid;
    std::getline(row, name, ',') && std::getline(row, bytes, ',') && std::getline(row, version, ',') && std::getline(row, valid, ',');
    const auto message = parse_cap(file(folder / name));
    EXPECT_EQ(message.has_value(), valid == "yes") << name << ": " << (message ? "read" : to_string(message.error()));
    ++cases;
  }
  EXPECT_GE(cases, 40);
}

}  // namespace
}  // namespace voelspriet::feeds::cap
