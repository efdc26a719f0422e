// SPDX-License-Identifier: Apache-2.0
// One file per event and command under golden/: what was once written stays readable. After adding a type or a field run this with
// UPDATE_GOLDEN=1 and look at the difference: fields may be added (with may_miss), never renamed or removed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "hub/wire/command_codec.hpp"
#include "hub/wire/event_codec.hpp"
#include "tests/hub/wire/filled.hpp"

namespace voelspriet::wire {
namespace {

const std::filesystem::path kGolden = std::filesystem::path{VOELSPRIET_SOURCE_DIR} / "tests/hub/wire/golden";

std::string stored(std::string_view type, const std::string& written) {
  const auto path = kGolden / (std::string{type} + ".json");
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream{path} << written << '\n';
  std::ifstream file{path};
  std::string line;
  EXPECT_TRUE(std::getline(file, line)) << path << " is missing: run with UPDATE_GOLDEN=1";
  return line;
}

template <class Enveloped>
Enveloped filled(std::string_view type) {
  Filler filler;
  Enveloped value;
  filler.fill(value.meta);
  EXPECT_TRUE(filler.fill_as(type, value.body));
  return value;
}

domain::Event filled_event(std::string_view type) {
  auto event = filled<domain::Event>(type);
  event.meta.v = domain::kEventVersion;
  return event;
}

TEST(Golden, EveryEventIsWrittenAsItsFileSaysAndReadBack) {
  for (const std::string_view type : event_types()) {
    const auto written = encode(filled_event(type));
    EXPECT_EQ(written, stored(type, written));
    const auto read = decode_event(written);
    ASSERT_TRUE(read) << type << " " << to_string(read.error());
    EXPECT_EQ(encode(*read), written);
  }
}

TEST(Golden, EveryCommandIsWrittenAsItsFileSaysAndReadBack) {
  for (const std::string_view type : command_types()) {
    const auto written = encode(filled<domain::Command>(type));
    EXPECT_EQ(written, stored(type, written));
    const auto read = decode_command(written);
    ASSERT_TRUE(read) << type << " " << to_string(read.error());
    EXPECT_EQ(encode(*read), written);
  }
}

TEST(Golden, EveryFileBelongsToAType) {
  std::set<std::string_view> types(event_types().begin(), event_types().end());
  types.insert(command_types().begin(), command_types().end());
  EXPECT_EQ(types.size(), event_types().size() + command_types().size()) << "a word names both an event and a command";
  for (const auto& entry : std::filesystem::directory_iterator{kGolden}) {
    EXPECT_TRUE(types.contains(entry.path().stem().string())) << entry.path();
  }
}

std::string error_of(std::string line, std::string_view piece, std::string_view replacement) {
  const auto at = line.find(piece);
  EXPECT_NE(at, std::string::npos) << piece << " in " << line;
  const auto read = decode_event(line.replace(at, piece.size(), replacement));
  return read ? "read" : to_string(read.error());
}

TEST(EventCodec, NamesThePlaceOfWhatIsWrong) {
  const auto line = encode(filled_event("claim_made"));
  EXPECT_EQ(error_of(line, "\"type\":\"claim_made\"", "\"type\":\"claim_lost\""), "/type: not a type this version knows");
  EXPECT_EQ(error_of(line, "\"type\":\"claim_made\",", ""), "/type: missing");
  EXPECT_EQ(error_of(line, "\"body\":", "\"corpus\":"), "/body: missing");
  EXPECT_EQ(error_of(line, "\"claim\":", "\"claims\":"), "/body/claim: missing");
  EXPECT_EQ(error_of(line, "\"seq\":", "\"seq\":1,\"seq\":"), "/seq: stands there twice");
  EXPECT_EQ(error_of(line, "\"type\":", "\"type\":\"undone\",\"type\":"), "/type: stands there twice");
  EXPECT_EQ(error_of(line, "\"ordinal\":", "\"ordinal\":-"), "/body/mentions/0/ordinal: out of range");
  EXPECT_EQ(error_of(line, "\"v\":1", "\"v\":2"), "/v: written by a newer version of this program");
}

// As the first version wrote it: fields that came later keep their default.
TEST(EventCodec, ReadsALogOfTheFirstVersion) {
  const auto without = [](std::string_view type, std::string_view from) {
    std::string line = encode(filled_event(type));
    const auto at = line.find(from);
    EXPECT_NE(at, std::string::npos) << line;
    return line.replace(at, std::string::npos, "}}");
  };
  const auto submitted = decode_event(without("statement_submitted", R"(,"claims":)"));
  ASSERT_TRUE(submitted) << to_string(submitted.error());
  const auto& statement = std::get<domain::StatementSubmitted>(submitted->body);
  EXPECT_EQ(statement.facts.size(), 2u);
  EXPECT_TRUE(statement.claims.empty());
  const auto undone = decode_event(without("undone", R"(,"what":)"));
  ASSERT_TRUE(undone) << to_string(undone.error());
  EXPECT_NE(std::get<domain::Undone>(undone->body).act, 0u);
}

TEST(EventCodec, ReadsALogWithFieldsItDoesNotKnow) {
  ReadNotes notes;
  auto line = encode(filled_event("claim_made"));
  line.insert(1, R"("later":{"a":[1,2]},)");
  line.insert(line.find("\"claim\":"), R"("later":null,)");
  const auto read = decode_event(line, &notes);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(notes.unknown_fields, 2u);
}

}  // namespace
}  // namespace voelspriet::wire
