// SPDX-License-Identifier: Apache-2.0
// One file per message under golden_messages/, as golden_test.cpp does for events; UPDATE_GOLDEN=1 writes them.
#include "hub/wire/messages.hpp"

#include <gtest/gtest.h>

#include <boost/mp11/algorithm.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/hub/wire/filled.hpp"

namespace voelspriet::wire {

template <>
void Filler::fill(domain::Command& command) {
  fill(command.meta);
  fill_as("take_claim", command.body);
}

namespace {

const std::filesystem::path kGolden = std::filesystem::path{VOELSPRIET_SOURCE_DIR} / "tests/hub/wire/golden_messages";

template <class Variant, class Decode>
void expect_golden(Decode decode) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Variant>>([&]<class T>(std::type_identity<T>) {
    const auto path = kGolden / (std::string{T::kType} + ".json");
    const std::string written = encode(Variant{Filler{}.make<T>()});
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream{path} << written << '\n';
    std::string line;
    std::ifstream file{path};
    EXPECT_TRUE(std::getline(file, line)) << path << " is missing: run with UPDATE_GOLDEN=1";
    EXPECT_EQ(written, line);
    const auto read = decode(line, nullptr);
    ASSERT_TRUE(read) << T::kType << " " << to_string(read.error());
    EXPECT_EQ(encode(*read), line);
  });
}

TEST(Messages, AreWrittenAsTheirFilesSayAndReadBack) {
  expect_golden<FromConsole>(decode_from_console);
  expect_golden<ToConsole>(decode_to_console);
  expect_golden<FromFeed>(decode_from_feed);
  expect_golden<ToFeed>(decode_to_feed);
}

std::string refusal_of(std::string_view json) {
  const auto read = decode_from_console(json);
  return read ? "read" : to_string(read.error());
}

TEST(Messages, NameThePlaceOfWhatIsWrong) {
  EXPECT_EQ(refusal_of(R"({"v":1,"type":"credit","body":{"messages":7}})"), "read");
  EXPECT_EQ(refusal_of(R"({"v":1,"type":"credit","body":{"messages":-7}})"), "/body/messages: out of range");
  EXPECT_EQ(refusal_of(R"({"v":1,"type":"credit","body":{}})"), "/body/messages: missing");
  EXPECT_EQ(refusal_of(R"({"v":1,"type":"shout","body":{}})"), "/type: not a type this version knows");
  EXPECT_EQ(refusal_of(R"({"v":2,"type":"credit","body":{"messages":7}})"), "/v: another version of the protocol");
  EXPECT_EQ(refusal_of(R"({"type":"credit","body":{"messages":7}})"), "/v: missing");
  EXPECT_EQ(refusal_of(R"({"v":1,"type":"do","body":{"command":{"id":"a","incident":1,"base":0,"seen":0,"type":"undo","body":{"act":"x"}}}})"),
            "/body/command/body/act: not a whole number");
}

TEST(Messages, CountFieldsTheyDoNotKnowAndReadOn) {
  ReadNotes notes;
  ASSERT_TRUE(decode_from_console(R"({"v":1,"to":"you","type":"credit","body":{"messages":7,"soon":true}})", &notes));
  EXPECT_EQ(notes.unknown_fields, 2u);
}

TEST(Messages, RefuseWhatIsMeantForSomebodyElse) {
  EXPECT_FALSE(decode_from_feed(encode(FromConsole{Credit{1}})));
  EXPECT_FALSE(decode_from_console(encode(FromFeed{FeedReport{}})));
}

TEST(Messages, CarryARefusalBackAndForth) {
  const Error error{Errc::kStale, "claim 17", "is version 9 by now"};
  const auto refusal = to_refusal(error);
  EXPECT_EQ(refusal.word, to_string(Errc::kStale));
  EXPECT_EQ(to_string(to_error(refusal)), to_string(error));
}

}  // namespace
}  // namespace voelspriet::wire
