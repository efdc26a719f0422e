// SPDX-License-Identifier: Apache-2.0
#include "hub/channels/web/web_channel.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <fstream>
#include <map>

#include "tests/hub/channels/jobs.hpp"
#include "tests/support/temp_dir.hpp"

namespace voelspriet::test {
namespace {

namespace fs = std::filesystem;
using channels::WebChannel;
using support::read_file;
using support::write_file;
using Kind = engine::SendOutcome::Kind;

// Files this process writes end at so many bytes, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

struct WebChannelTest : testing::Test {
  WebChannel channel_of(bool exercise = false, std::string desk = "Moerhaven") const {
    return WebChannel{{"web", "iedereen", "https://moerhaven.example/crisis/", root, std::move(desk), exercise, at("13:00:00")}};
  }
  engine::SendJob job(std::uint32_t statement, std::string_view clock = "14:47:00") {
    return send_job(channel, render_job(statement), at(clock));
  }
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator{root})
      if (entry.is_regular_file()) all[entry.path().lexically_relative(root)] = read_file(entry.path());
    return all;
  }

  support::TempDir temp{"web"};
  const fs::path root = temp / "pages";
  WebChannel channel = channel_of();
};

TEST_F(WebChannelTest, ShowsTheApprovedWordsOnPageIndexAndAtom) {
  const auto sent = channel.send(job(17));
  EXPECT_EQ(sent.kind, Kind::delivered) << sent.reason;
  EXPECT_EQ(sent.proof, "https://moerhaven.example/crisis/verklaring-17.html");
  for (const char* name : {"verklaring-17.html", "index.html", "feed.atom"}) {
    const std::string text = read_file(root / name);
    EXPECT_NE(text.find("De brandweer meet geen chloor."), text.npos) << name;
    EXPECT_NE(text.find("Houd ramen &lt;dicht&gt; &amp; &quot;deuren&quot; ook."), text.npos) << name;
    EXPECT_NE(text.find("Er komt chloorgas vrij"), text.npos) << name;
    EXPECT_EQ(text.find("De brug is dicht"), text.npos) << name << ": a rumour nobody decided";
    EXPECT_EQ(text.find("OEFENING"), text.npos) << name;
  }
}

TEST_F(WebChannelTest, KeepsTheFrozenBytesAsTheyAre) {
  const auto sending = job(17);
  channel.send(sending);
  EXPECT_EQ(read_file(root / "statements/17.json"),
            "{\"sent_at\":\"2026-11-21T14:47:00.000000Z\",\"statement\":" + sending.variant.parts[0].bytes + "}\n");
}

TEST_F(WebChannelTest, SendingTwiceLeavesTheSamePage) {
  channel.send(job(17));
  const auto once = files();
  EXPECT_EQ(channel.send(job(17, "15:10:00")).kind, Kind::delivered);
  EXPECT_EQ(files(), once);
}

TEST_F(WebChannelTest, TheOrderOfNumbersIsNotTheOrderOfSending) {
  channel.send(job(18, "14:00:00"));
  channel.send(job(17, "14:05:00"));
  EXPECT_EQ(channel.look(job(17)).kind, Kind::delivered);
  EXPECT_EQ(channel.look(job(18)).kind, Kind::delivered);
}

TEST_F(WebChannelTest, MarksWhatALaterStatementCorrects) {
  channel.send(job(17));
  auto correction = render_job(18);
  correction.wording.title = "Correctie van de meting";
  correction.wording.relation = domain::Relation::corrects;
  correction.wording.target = {17};
  channel.send(send_job(channel, correction, at("15:00:00")));
  const std::string page = read_file(root / "verklaring-17.html");
  EXPECT_NE(page.find("Gecorrigeerd"), page.npos);
  EXPECT_NE(page.find("verklaring-18.html"), page.npos);
  EXPECT_EQ(channel.look(job(17)).kind, Kind::delivered);
}

TEST_F(WebChannelTest, LooksAtWhatReadersGet) {
  EXPECT_EQ(channel.look(job(17)).kind, Kind::absent);
  channel.send(job(17));
  EXPECT_EQ(channel.look(job(17)).kind, Kind::delivered);
  write_file(root / "index.html", "somebody else's");
  EXPECT_EQ(channel.look(job(17)).kind, Kind::absent);
  EXPECT_EQ(channel.send(job(17)).kind, Kind::delivered);
  EXPECT_EQ(channel.look(job(17)).kind, Kind::delivered);
}

// Every moment a kill can come: each file is the old one, the new one, or has its new one waiting beside it.
TEST_F(WebChannelTest, WhateverAKillLeavesIsBroughtInLine) {
  channel.send(job(17));
  const auto before = files();
  channel.send(job(18, "15:00:00"));
  const auto after = files();
  const std::vector<std::string> order{"statements/18.json", "verklaring-18.html", "index.html", "feed.atom"};
  for (std::size_t renamed = 0; renamed <= order.size(); ++renamed) {
    fs::remove_all(root);
    for (const auto& [name, content] : before) {
      fs::create_directories((root / name).parent_path());
      write_file(root / name, content);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      const fs::path path = root / order[i];
      if (i < renamed)
        write_file(path, after.at(order[i]));
      else
        write_file(path.parent_path() / (".new-" + path.filename().string()), after.at(order[i]).substr(0, 40));
    }
    WebChannel restarted = channel_of();
    ASSERT_TRUE(restarted.repair());
    EXPECT_EQ(files(), renamed == 0 ? before : after) << renamed;
    EXPECT_EQ(restarted.look(job(18)).kind, renamed == 0 ? Kind::absent : Kind::delivered) << renamed;
    EXPECT_EQ(restarted.send(job(18, "15:00:00")).kind, Kind::delivered);
    EXPECT_EQ(files(), after) << renamed;
  }
}

TEST_F(WebChannelTest, AFullDiskSendsNothingAndLeavesTheOldPages) {
  channel.send(job(17));
  const auto before = files();
  engine::SendOutcome sent;
  {
    const FullDisk full{1'000};  // enough for the statement's own file, not for its page
    sent = channel.send(job(18));
  }
  EXPECT_EQ(sent.kind, Kind::not_sent);
  EXPECT_NE(sent.reason.find("cannot be written"), sent.reason.npos) << sent.reason;
  EXPECT_EQ(files(), before);
  EXPECT_EQ(channel.send(job(18)).kind, Kind::delivered);
}

TEST_F(WebChannelTest, AFolderThatCannotBeMadeIsNotSent) {
  write_file(root, "a file where the folder should be");
  EXPECT_EQ(channel.send(job(17)).kind, Kind::not_sent);
  EXPECT_FALSE(channel.repair());
}

TEST_F(WebChannelTest, ANumberIsNeverPublishedWithOtherWords) {
  channel.send(job(17));
  auto other = render_job(17);
  other.wording.body = "Iets anders.";
  const auto before = files();
  EXPECT_EQ(channel.send(send_job(channel, other, at("15:00:00"))).kind, Kind::failed);
  EXPECT_EQ(channel.look(send_job(channel, other, at("15:00:00"))).kind, Kind::uncertain);
  EXPECT_EQ(files(), before);
}

TEST_F(WebChannelTest, AnExerciseSaysSoOnEveryFile) {
  WebChannel drill = channel_of(true);
  EXPECT_EQ(drill.send(send_job(drill, render_job(17, true), at("14:47:00"))).kind, Kind::delivered);
  for (const char* name : {"verklaring-17.html", "index.html", "feed.atom"}) {
    const std::string text = read_file(root / name);
    EXPECT_NE(text.find("OEFENING"), text.npos) << name;
  }
}

TEST_F(WebChannelTest, AnExerciseNeverWritesInALiveFolder) {
  channel.send(job(17));
  const auto before = files();
  WebChannel drill = channel_of(true);
  EXPECT_EQ(drill.repair().error().code, Errc::kNotAllowed);
  EXPECT_EQ(drill.send(send_job(drill, render_job(18, true), at("14:47:00"))).kind, Kind::not_sent);
  EXPECT_EQ(channel_of(false, "Waterdam").repair().error().code, Errc::kNotAllowed);
  EXPECT_EQ(files(), before);
}

TEST_F(WebChannelTest, ABrokenFileIsNamed) {
  channel.send(job(17));
  for (const std::string& content : {std::string{}, std::string{"{}"}, read_file(root / "statements/17.json").substr(0, 90),
                                     "{\"sent_at\":\"2026-11-21T14:47:00.000000Z\",\"statement\":" + std::string{"{\"desk\":7}}\n"}}) {
    write_file(root / "statements/3.json", content);
    const auto repaired = channel.repair();
    ASSERT_FALSE(repaired);
    EXPECT_EQ(repaired.error().code, Errc::kMalformed);
    EXPECT_TRUE(repaired.error().where.ends_with("statements/3.json"));
  }
}

TEST_F(WebChannelTest, AnEmptyDeskHasAnIndexToo) {
  ASSERT_TRUE(channel.repair());
  const std::string index = read_file(root / "index.html");
  EXPECT_NE(index.find("Er zijn nog geen verklaringen."), index.npos);
}

}  // namespace
}  // namespace voelspriet::test
