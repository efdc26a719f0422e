// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/json.hpp"

#include <boost/describe.hpp>
#include <gtest/gtest.h>

#include <limits>

#include "hub/domain/ids.hpp"
#include "hub/wire/detail/read.hpp"
#include "hub/wire/detail/write.hpp"

namespace voelspriet::wire {
namespace {

BOOST_DEFINE_ENUM_CLASS(Wind, calm, breeze, storm, new_)

struct Point {
  double lat = 0, lon = 0;
  bool operator==(const Point&) const = default;
};
BOOST_DESCRIBE_STRUCT(Point, (), (lat, lon))

struct Opened {
  static constexpr std::string_view kType = "opened";
  std::string name;
  bool operator==(const Opened&) const = default;
};
BOOST_DESCRIBE_STRUCT(Opened, (), (name))

struct Closed {
  static constexpr std::string_view kType = "closed";
  bool operator==(const Closed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Closed, (), ())

struct Sample {
  bool flag = false;
  std::int8_t small = 0;
  std::uint64_t large = 0;
  domain::ClaimId claim{};
  Wind wind = Wind::calm;
  Point place;
  std::string text;
  std::optional<std::string> note;
  std::vector<Point> points;
  std::map<domain::ClaimId, std::string> names;
  std::map<std::string, int> counts;
  std::set<std::string> words;
  Time at{};
  crypto::Digest digest{};
  crypto::KeyedId who{};
  std::chrono::seconds wait{};
  std::variant<Opened, Closed> state;
  int added_later = 7;

  static constexpr bool may_miss(std::string_view field) { return field == "added_later"; }
  bool operator==(const Sample&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (flag, small, large, claim, wind, place, text, note, points, names, counts, words, at, digest, who, wait,
                                   state, added_later))

Sample sample() {
  Sample s;
  s.flag = true;
  s.small = -7;
  s.large = std::numeric_limits<std::uint64_t>::max();
  s.claim = {17};
  s.wind = Wind::storm;
  s.place = {52.0907, 5.1214};
  s.text = "Geen gaslek \"Kadeweg\"\n\x01 \xe2\x9a\xa0 %s ###";
  s.points = {{1, 2}, {-0.1, 1e300}};
  s.names = {{{2}, "b"}, {{10}, "a"}};
  s.counts = {{"één", 1}};
  s.words = {"a", "b"};
  s.at = *parse_rfc3339("2026-11-21T14:47:48.123456Z");
  s.digest.bytes.fill(0xab);
  s.who.bytes.fill(0x0c);
  s.wait = std::chrono::seconds{90};
  s.state = Closed{};
  return s;
}

const char* const kSampleJson =
    R"({"flag":true,"small":-7,"large":18446744073709551615,"claim":17,"wind":"storm","place":{"lat":52.0907,"lon":5.1214},)"
    R"("text":"Geen gaslek \"Kadeweg\"\n\u0001 ⚠ %s ###","points":[{"lat":1,"lon":2},{"lat":-0.1,"lon":1e+300}],)"
    R"("names":{"2":"b","10":"a"},"counts":{"één":1},"words":["a","b"],"at":"2026-11-21T14:47:48.123456Z",)"
    R"("digest":"abababababababababababababababababababababababababababababababab","who":"0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c",)"
    R"("wait":90,"state":{"type":"closed"},"added_later":7})";

// The sample's JSON with one piece replaced.
std::string with(std::string_view piece, std::string_view replacement) {
  std::string text = kSampleJson;
  const auto at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return text.replace(at, piece.size(), replacement);
}

std::string error_of(const std::string& text, ReadNotes* notes = nullptr) {
  const auto read = from_json<Sample>(text, notes);
  return read ? "read" : to_string(read.error());
}

TEST(Json, WritesMembersInDescribedOrderWithoutWhiteSpace) { EXPECT_EQ(to_json(sample()), kSampleJson); }

TEST(Json, ReadsBackWhatItWrote) {
  const auto read = from_json<Sample>(kSampleJson);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, sample());
}

TEST(Json, KeepsEveryDoubleExactly) {
  for (const double value : {0.1, 52.3702157, 4.895167900000001, 5e-324, 1.7976931348623157e308, 123456789.123456789, 1 / 3.0}) {
    const auto read = from_json<Point>(to_json(Point{value, -value}));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, (Point{value, -value}));
  }
}

TEST(Json, NamesThePathOfAValueThatCannotBeRight) {
  EXPECT_EQ(error_of(with("52.0907", "\"noord\"")), "/place/lat: not a number");
  EXPECT_EQ(error_of(with("52.0907", "1e999")), "/place/lat: out of range");
  EXPECT_EQ(error_of(with("-7", "-129")), "/small: out of range");
  EXPECT_EQ(error_of(with("-7", "1.5")), "/small: not a whole number");
  EXPECT_EQ(error_of(with("true", "1")), "/flag: not true or false");
  EXPECT_EQ(error_of(with("\"storm\"", "\"windstil\"")), "/wind: not one of calm, breeze, storm, new");
  EXPECT_EQ(error_of(with("\"lat\":-0.1", "\"lat\":null")), "/points/1/lat: not a number");
  EXPECT_EQ(error_of(with("\"10\":\"a\"", "\"tien\":\"a\"")), "/names/tien: not a number that fits");
  EXPECT_EQ(error_of(with("\"10\":\"a\"", "\"10\":1")), "/names/10: not text");
  EXPECT_EQ(error_of(with("2026-11-21T", "2026-11-31T")), "/at: not a time such as 2026-11-21T14:47:48.123456Z");
  EXPECT_EQ(error_of(with("abab\"", "abag\"")), "/digest: not 64 hex digits");
  EXPECT_EQ(error_of(with("\"closed\"", "\"gone\"")), "/state/type: not a type this version knows");
  EXPECT_EQ(error_of(with("[\"a\",\"b\"]", "{}")), "/words: not a list");
  EXPECT_EQ(error_of("[]"), "not an object");
}

TEST(Json, NamesAMissingMember) {
  EXPECT_EQ(error_of(with("\"lat\":52.0907,", "")), "/place/lat: missing");
  EXPECT_EQ(error_of(with("{\"type\":\"closed\"}", "{}")), "/state/type: missing");
  EXPECT_EQ(error_of(with("\"closed\"", "\"opened\"")), "/state/name: missing");
}

TEST(Json, ReadsLogsFromBeforeAFieldWasAdded) {
  const auto read = from_json<Sample>(with(",\"added_later\":7", ""));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->added_later, 7);
}

TEST(Json, RefusesWhatStandsThereTwice) {
  EXPECT_EQ(error_of(with("\"lat\":52.0907", "\"lat\":52.0907,\"lat\":1")), "/place/lat: stands there twice");
  EXPECT_EQ(error_of(with("\"10\":\"a\"", "\"10\":\"a\",\"2\":\"c\"")), "/names/2: stands there twice");
  EXPECT_EQ(error_of(with("\"type\":\"closed\"", "\"type\":\"closed\",\"type\":\"opened\"")), "/state/type: stands there twice");
  EXPECT_EQ(error_of(with("[\"a\",\"b\"]", "[\"a\",\"a\"]")), "/words/1: stands there twice");
}

TEST(Json, SkipsAndCountsUnknownFields) {
  ReadNotes notes;
  EXPECT_EQ(error_of(with("\"lat\"", "\"new\":[{\"deep\":1}],\"lat\""), &notes), "read");
  EXPECT_EQ(error_of(with("\"flag\"", "\"x\":1,\"y\":null,\"flag\""), &notes), "read");
  EXPECT_EQ(error_of(kSampleJson, &notes), "read");
  EXPECT_EQ(notes.unknown_fields, 3u);
}

TEST(Json, ReadsMembersInAnyOrder) {
  const auto read = from_json<Point>(R"( {"lon":2,"lat":1} )");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (Point{1, 2}));
}

TEST(Json, RefusesWhatIsNotOneJsonValue) {
  EXPECT_EQ(from_json<Point>("{\"lat\":1,\"lon\":2} x").error().code, Errc::kMalformed);
  EXPECT_EQ(from_json<Point>("{\"lat\":1,\"lon\":2").error().code, Errc::kMalformed);
  EXPECT_EQ(from_json<Point>("{'lat':1}").error().code, Errc::kMalformed);
  EXPECT_EQ(from_json<Point>("").error().code, Errc::kMalformed);
  EXPECT_EQ(from_json<Opened>("{\"name\":\"\xff\"}").error().code, Errc::kMalformed);
  EXPECT_EQ(from_json<Opened>("{\"name\":\"\xed\xa0\x80\"}").error().code, Errc::kMalformed);
  EXPECT_EQ(from_json<Opened>("{\"name\":\"\\ud800\"}").error().code, Errc::kMalformed);
  EXPECT_EQ(to_string(from_json<Point>("{\"lat\":1,}").error()).substr(0, 7), "byte 9:");
}

TEST(Json, RefusesTooDeepAndTooLong) {
  const std::string deep = R"({"x":)" + std::string(40, '[') + std::string(40, ']') + R"(,"lat":1,"lon":2})";
  EXPECT_EQ(from_json<Point>(deep).error().code, Errc::kTooLarge);
  const auto read = from_json<Point>(R"({"lat":1,"lon":2})", nullptr, 16);
  ASSERT_FALSE(read);
  EXPECT_EQ(to_string(read.error()), "17 bytes of JSON, at most 16");
}

TEST(Json, NeverWritesWhatItCouldNotRead) {
  const Opened bad{"ok \xff\xc3 \xed\xa0\x80 \xf4\x90\x80\x80 end\xe2\x82"};
  const auto read = from_json<Opened>(to_json(bad));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->name.substr(0, 9), "ok \xef\xbf\xbd\xef\xbf\xbd");
  const Opened good{"caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x9a\x92"};
  EXPECT_EQ(from_json<Opened>(to_json(good))->name, good.name);
}

TEST(Json, WritesAnEnumeratorWithoutTheUnderscoreThatDodgesAKeyword) {
  auto s = sample();
  s.wind = Wind::new_;
  EXPECT_NE(to_json(s).find(R"("wind":"new")"), std::string::npos);
  EXPECT_EQ(from_json<Sample>(to_json(s))->wind, Wind::new_);
}

TEST(Json, LeavesAnAbsentOptionalOutAndReadsNullAsAbsent) {
  auto s = sample();
  s.note = "ja";
  EXPECT_EQ(from_json<Sample>(to_json(s))->note, "ja");
  EXPECT_EQ(from_json<Sample>(with("\"points\"", "\"note\":null,\"points\""))->note, std::nullopt);
}

}  // namespace
}  // namespace voelspriet::wire
