// SPDX-License-Identifier: Apache-2.0
#include "tests/support/desk.hpp"

namespace voelspriet::test {
namespace {

using namespace domain;

struct PersonTest : testing::Test, Desk {};

TEST_F(PersonTest, OnlyALeadGivesOutKeys) {
  EXPECT_EQ(refused(kAnalyst, AddKey{std::string(40, 'a'), "mijn sleutel", kAnalyst, {}}), Errc::kForbidden);
  must(kLead, AddKey{std::string(40, 'a'), "analist", kAnalyst, {}});
  EXPECT_EQ(refused(kLead, AddKey{std::string(40, 'a'), "nog eens", kEditor, {}}), Errc::kAlreadyExists);
}

TEST_F(PersonTest, AKeyIsEitherAPersonsOrAFeeds) {
  EXPECT_EQ(refused(kLead, AddKey{std::string(40, 'b'), "", kAnalyst, FeedRights{"bluesky", {"bluesky"}, {Genre::post}, {}}}), Errc::kBadValue);
  EXPECT_EQ(refused(kLead, AddKey{std::string(40, 'b'), "", {}, {}}), Errc::kBadValue);
}

TEST_F(PersonTest, TheLastLeadAndTheirLastKeyStay) {
  EXPECT_EQ(refused(kLead, ChangeRoles{kLead, {Role::observer}}, state().person(kLead)->version), Errc::kWrongState);
  EXPECT_EQ(refused(kLead, RevokeKey{std::string(40, 'L'), "kwijt"}), Errc::kWrongState);
  must(kLead, AddKey{std::string(40, 'M'), "tweede", kLead, {}});
  must(kLead, RevokeKey{std::string(40, 'L'), "kwijt"});
  EXPECT_TRUE(state().keys.at(std::string(40, 'L')).revoked);
}

TEST_F(PersonTest, SoftLocksAreShownAndCanBeTakenOver) {
  const ClaimId id = make_claim();
  must(kAnalyst, TakeLock{Lockable::claim, id.value, false});
  EXPECT_EQ(refused(kSecondAnalyst, TakeLock{Lockable::claim, id.value, false}), Errc::kWrongState);
  must(kSecondAnalyst, TakeLock{Lockable::claim, id.value, true});
  EXPECT_EQ(state().lock_on(Lockable::claim, 1)->by, kSecondAnalyst);
  EXPECT_EQ(refused(kAnalyst, ReleaseLock{Lockable::claim, id.value}), Errc::kWrongState);
}

}  // namespace
}  // namespace voelspriet::test
