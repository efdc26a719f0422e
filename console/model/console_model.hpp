// SPDX-License-Identifier: Apache-2.0
// Everything the console knows and wants, without a window: what arrived from the hub, where the person is, what is typed in strips,
// and the orders that go out. Views read it and hand it acts; main feeds it from the link. Main thread only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "console/model/keys.hpp"
#include "console/model/ledger.hpp"
#include "console/model/rows.hpp"
#include "console/model/strip.hpp"
#include "hub/base/result.hpp"

namespace voelspriet::console {

inline constexpr std::uint32_t kMentionsShown = 200;  // newest mentions held; at most limits::kPageRowsMax

// Orders, for main to hand on.
struct Reconnect {};
struct SignIn {
  std::string key_file, passphrase;
};
struct AskMentions {  // the newest of an incident, or of one claim
  IncidentId incident{};
  ClaimId claim{};
};
struct CopyText {
  std::string text;
};
using Order = std::variant<domain::Command, Reconnect, SignIn, AskMentions, CopyText>;

enum class LinkState { none, loading, live, lost };  // live: every line of the log is here

struct Connection {
  LinkState link = LinkState::none;
  Sequence line = 0, lines = 0;  // loading: how far, of how many
  Time since{};                  // lost: since when
};

enum class MentionFilter { to_judge, all, without_claim };
enum class ClaimOrder { urgency, newest, owner };

// What is being written. Kept when the keyboard goes elsewhere; lost only by saving it.
struct Editor {
  bool open = false;
  StatementId statement{};       // 0 = not saved yet
  Sequence base = 0;
  domain::Wording saved, wording;
  std::size_t focus = 0;         // 0 title, 1 body
  bool take_focus = false;
  bool submit_after = false;     // Ctrl Enter on unsaved words: saved first, then the strip

  bool changed() const { return !(saved == wording); }
};

struct SignInForm {
  std::string key_file, passphrase, trouble;
  std::size_t focus = 0;
  bool take_focus = true;
  bool busy = false;
  int attempt = 0;               // a new one begins with empty fields, whatever the window remembers
};

struct Place {
  Screen screen = Screen::situation;
  Pane pane = Pane::claims;
  ClaimId claim{};
  Ordinal mention = 0;
  EvidenceId evidence{};
  StatementId statement{};
  DeliveryId delivery{};
  std::set<Ordinal> selected;    // mentions
  MentionFilter filter = MentionFilter::to_judge;
  ClaimOrder order = ClaimOrder::urgency;
  bool help = false;
  bool moved = false;            // the selection moved by key: bring it into sight
};

// One line about the last act: done and can be undone, or why it cannot be.
struct Notice {
  std::string text;
  bool bad = false;
  Sequence undo = 0;             // line that u takes back, 0 = none
};

struct Rows {
  std::vector<MentionRow> mentions;
  std::size_t to_judge = 0, without_claim = 0, newer = 0;
  std::vector<ClaimRow> claims;
  std::optional<ClaimDetail> claim;
  std::vector<StatementRow> statements;
  std::optional<StatementDetail> statement;
  std::vector<DeliveryRow> deliveries;
};

class ConsoleModel {
 public:
  explicit ConsoleModel(std::function<domain::CommandId()> make_id) : make_id_(std::move(make_id)) {}

  // From the hub, by way of main
  void connected(PersonId person, Sequence lines);  // as whom, and how many lines the log has now
  void sign_in_failed(const Error& error);
  void apply(const domain::Event& event);
  void show(domain::Pulse pulse);
  void hear(ClaimId claim, std::vector<domain::MentionView> newest);  // replaces the page of one claim, or of all (0); newest first
  void answered(const domain::CommandId& id, const Result<Sequence>& answer);
  void lost(Time since);

  // From the person
  void act(Act act);
  // False: it means nothing here, and is for the field that has the keyboard.
  bool press_key(const KeyPress& press);
  // Brings rows up to date; cheap when nothing changed. Once per frame, before drawing.
  void refresh(Time now);
  // Who sits here next must not send what is still on its way: it would go out in their name.
  void forget_pending() { ledger_ = {}; }
  std::vector<Order> take_orders() { return std::exchange(orders_, {}); }

  Where where() const;
  bool locked() const { return locked_; }
  // Why commands are shut now; "" = they are not.
  std::string shut() const;
  bool can_send() const { return shut().empty(); }
  const Connection& connection() const { return connection_; }
  const domain::State& state() const { return state_; }
  const domain::Incident* incident() const { return state_.incidents.find(incident_); }
  const domain::Person* me() const { return state_.person(me_); }
  const domain::Pulse& pulse() const { return pulse_; }
  const Ledger& ledger() const { return ledger_; }
  const Rows& rows() const { return rows_; }
  const std::optional<Notice>& notice() const { return notice_; }
  Time now() const { return now_; }
  // What the clock on the wall says: in a drill the drill's own time, as the hub last told it.
  Time clock() const { return pulse_.drill_at.value_or(now_); }
  std::chrono::seconds silence() const;  // since the last word of ours arrived, or the incident opened
  float zoom() const { return static_cast<float>(zoom_) / 100; }
  void set_zoom(int percent);

  // Small state of the screen that views change by mouse
  Place place;
  Strip strip;
  Editor editor;
  SignInForm sign_in;
  bool field_ready = false;  // the window has given the keyboard to the field that asked for it
  void choose_incident(IncidentId incident);
  void show_newest();
  void choose_claim(ClaimId claim);
  void choose_statement(StatementId statement);

 private:
  // acts.cpp
  std::string* focused_text();
  void act_in_strip(Act act);
  void act_in_sign_in(Act act);
  void act_anywhere(Act act);
  void act_on_mentions(Act act);
  void act_on_claim(Act act);
  void act_on_statement(Act act);
  void move(int step);
  void next_pane();
  void go_back();
  void open_row();
  void copy_proof();
  void pull_brake();
  // orders.cpp
  void open_strip(Strip strip, const std::string& closed = "");
  void finish_strip();
  void send(domain::CommandBody body, Sequence base, Strip input = {});
  void rule(domain::MatchState state);
  void ask_claim(std::vector<domain::MentionRef> mentions);
  void ask_verdict(domain::Verdict verdict);
  void ask_contradiction();
  void ask_delivery();
  void start_statement(ClaimId about);
  void edit_statement();
  void leave_editor();
  void save_statement();
  void submit_statement();
  void ask_approval();
  void undo();
  void say(std::string text, bool bad = false) { notice_ = Notice{std::move(text), bad, 0}; }
  std::vector<domain::MentionRef> chosen_mentions() const;
  const domain::Claim* chosen_claim() const { return state_.claims.find(place.claim); }
  const domain::Statement* chosen_statement() const { return state_.statements.find(place.statement); }
  RowContext context() const { return {state_, pulse_, ledger_, incident_, me_, now_}; }
  // console_model.cpp
  void ask_mentions();
  void ask_claim_mentions();
  void order_claims();
  void filter_mentions(std::vector<MentionRow> all);
  void keep_choices();
  void follow_answers();

  const std::function<domain::CommandId()> make_id_;
  domain::State state_;
  domain::Pulse pulse_;
  std::vector<domain::MentionView> heard_;        // newest of the incident
  std::vector<domain::MentionView> claim_heard_;  // newest of the claim that is open
  Ledger ledger_;
  Connection connection_;
  PersonId me_{};
  IncidentId incident_{};
  bool locked_ = true;
  Time now_{};
  int zoom_ = 100;
  bool asking_ = false;   // a page of mentions is on its way
  bool asking_claim_ = false;
  Ordinal held_at_ = 0;   // newest mention shown while the stream holds still, 0 = all
  bool dirty_ = true;
  Time refreshed_at_{};
  Sequence followed_ = 0;  // last line of ours the notice spoke of
  Rows rows_;
  std::optional<Notice> notice_;
  std::vector<Order> orders_;
};

}  // namespace voelspriet::console
