// SPDX-License-Identifier: Apache-2.0
#include "tests/console/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "hub/base/assert.hpp"
#include "hub/domain/decide.hpp"

namespace voelspriet::console {
namespace {

using namespace std::chrono_literals;
using domain::ClaimId;
using domain::StatementId;

constexpr IncidentId kIncident{1};

crypto::KeyedId keyed(std::uint64_t number) {
  crypto::KeyedId id;
  for (int i = 0; i < 8; ++i) id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(number >> (8 * i));
  id.bytes[15] = 1;
  return id;
}

// As the channels of the hub do: a document for programs, the text itself for people.
std::vector<domain::Variant> rendered(const domain::State& state, const domain::Wording& wording) {
  const auto variant = [&](const char* channel, const char* type, std::string bytes, domain::Promise promise) {
    domain::Variant made;
    made.channel = channel;
    made.kind = channel;
    made.language = "nl";
    made.account = "moerhaven";
    made.parts.push_back({type, std::move(bytes), {}, {}});
    made.promise = promise;
    return made;
  };
  boost::json::array claims;
  for (const ClaimId id : wording.claims) {
    const domain::Claim& claim = *state.claims.find(id);
    claims.push_back({{"assertion", claim.assertion}, {"verdict", claim.status == domain::ClaimStatus::confirmed ? "confirmed" : "false"}});
  }
  const std::string bytes = boost::json::serialize(boost::json::object{{"title", wording.title}, {"body", wording.body}, {"claims", std::move(claims)}});
  constexpr const char* kDocument = "application/json; charset=utf-8";
  return {variant("web", kDocument, bytes, domain::Promise::once), variant("webhook", kDocument, bytes, domain::Promise::at_least_once),
          variant("manual", "text/plain; charset=utf-8", wording.title + "\n\n" + wording.body, domain::Promise::by_person)};
}

// The version of what a command changes, as everybody sees it.
Sequence base_of(const domain::State& state, const domain::CommandBody& body) {
  return std::visit(
      [&](const auto& one) -> Sequence {
        if constexpr (requires { one.statement; }) {
          const auto* found = state.statements.find(one.statement);
          return found ? found->version : 0;
        } else if constexpr (requires { one.claim; }) {
          const auto* found = state.claims.find(one.claim);
          return found ? found->version : 0;
        } else if constexpr (std::is_same_v<decltype(one), const domain::ChangeIncident&>) {
          return state.incidents.rows.back().version;
        } else {
          return 0;
        }
      },
      body);
}

// Mentions per minute that end at `last`, bent by `power`, with a little unrest.
std::vector<std::uint32_t> rising(double last, double power) {
  std::vector<std::uint32_t> counts;
  for (int i = 0; i < domain::kHistoryMinutes; ++i) {
    const double share = static_cast<double>(i + 1) / domain::kHistoryMinutes;
    counts.push_back(static_cast<std::uint32_t>(std::max(0.0, last * std::pow(share, power) + (i % 3 == 1 ? 0.05 : 0) * last)));
  }
  return counts;
}
std::vector<std::uint32_t> falling(double first) {
  auto counts = rising(first, 1.6);
  std::ranges::reverse(counts);
  return counts;
}

}  // namespace

Story::Story(bool exercise) : now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 12h + 52min} {
  domain::DeskFounded founded;
  founded.desk = "moerhaven";
  founded.exercise = exercise;
  founded.lead = {lead, "Loes Damen", {domain::Role::lead}, 0};
  founded.key.public_key = std::string(40, 'a');
  founded.key.person = lead;
  keep({founded}, {}, std::string(32, '0'));
  act(lead, domain::AddPerson{"Nora Bakker", {domain::Role::analyst}});
  act(lead, domain::AddPerson{"Sem Dijkstra", {domain::Role::editor}});
  act(lead, domain::AddPerson{"Karim Aziz", {domain::Role::spokesperson}});
  act(lead, domain::AddPerson{"Iris Visser", {domain::Role::analyst, domain::Role::editor}});
  act(lead, domain::OpenIncident{"Brand chemisch bedrijf, Moerhaven", {"Kadeweg 14", 51.7, 4.6}, "GRIP 2", "Brand met gevaarlijke stoffen",
                                 "Wet veiligheidsregio's", now_ + 48h, {{"chloor", "kadeweg"}, {"brandmoerhaven"}, {}, {}}});
}

void Story::keep(std::vector<domain::EventBody> bodies, domain::PersonId who, const domain::CommandId& id) {
  for (domain::EventBody& body : bodies) {
    domain::Event event;
    event.meta.seq = state_.seq + 1;
    event.meta.desk = "moerhaven";
    event.meta.exercise = state_.exercise;
    event.meta.incident = state_.incidents.rows.empty() ? IncidentId{} : kIncident;
    event.meta.actor = who;
    event.meta.command = id;
    event.meta.at = now_;
    event.body = std::move(body);
    domain::evolve(state_, event);
    events_.push_back(std::move(event));
  }
}

Result<Sequence> Story::answer(domain::PersonId who, const domain::Command& command) {
  domain::Context context;
  context.now = now_;
  if (const auto* submit = std::get_if<domain::SubmitStatement>(&command.body))
    if (const auto* found = state_.statements.find(submit->statement)) context.rendered = rendered(state_, found->wording);
  const auto decision = domain::decide(state_, {who, 1}, command, context);
  if (!decision) return tl::unexpected(decision.error());
  keep(*decision, who, command.meta.id);
  return state_.seq;
}

Sequence Story::act(domain::PersonId who, domain::CommandBody body) {
  const Sequence base = base_of(state_, body);
  const IncidentId incident = state_.incidents.rows.empty() ? IncidentId{} : kIncident;
  const auto done = answer(who, {{fmt::format("{:032x}", ++commands_), incident, base, 0}, std::move(body)});
  VOELSPRIET_ASSERT(done, to_string(done.error()));
  return *done;
}

ClaimId Story::claim(const char* assertion) {
  act(nora, domain::MakeClaim{assertion, {}});
  return state_.claims.rows.back().id;
}

StatementId Story::statement(const std::string& title, const std::string& body, std::vector<ClaimId> claims) {
  domain::Wording wording;
  wording.title = title;
  wording.body = body;
  wording.claims = std::move(claims);
  act(sem, domain::DraftStatement{wording});
  return state_.statements.rows.back().id;
}

void Story::submit(StatementId id) { act(sem, domain::SubmitStatement{id}); }

void Story::approve(StatementId id) {
  std::vector<crypto::Digest> leaves;
  for (const domain::Variant& variant : state_.statements.find(id)->variants) leaves.push_back(variant.leaf);
  act(karim, domain::ApproveStatement{id, leaves});
}

void Story::settle(domain::DeliveryId id, domain::DeliveryStatus outcome, const char* reason, const char* proof) {
  const domain::PersonId hub{};
  act(hub, domain::StartDelivery{id});
  wait(2s);
  act(hub, domain::SettleDelivery{id, outcome, reason, proof, std::nullopt});
}

void Story::tell() {
  using domain::DeliveryStatus;
  using domain::Stance;
  using domain::Verdict;
  act(lead, domain::RegisterFact{domain::FactKind::phone, "0800-555 01 90", "publieksnummer", "gemeente", now_ + 24h});
  act(lead, domain::RegisterFact{domain::FactKind::address, "Kadeweg 14", "plaats van de brand", "brandweer", std::nullopt});
  wait(6min);
  const ClaimId blast = claim("Tweede knal was een aanslag");
  const ClaimId road = claim("N912 is dicht tussen Moerhaven en Klaverdam");
  const ClaimId photo = claim("Foto van groene wolk boven de haven");
  const ClaimId cause = claim("Oorzaak is een lekkende leiding");
  wait(12min);
  const ClaimId smoke = claim("Rook bereikt Oudekreek rond half vier");
  const ClaimId wounded = claim("Drie gewonden bij de brand");
  wait(8min);
  const ClaimId chlorine = claim("Er komt chloorgas vrij");
  const ClaimId no_chlorine = claim("Er is geen chloor gemeten");
  wait(7min);
  act(nora, domain::AddEvidence{blast, "Politie", "één knal, oorzaak druk in een ketel", "https://politie.example/knal", "", Stance::contradicts, true, {}, {}});
  act(nora, domain::AddEvidence{road, "Wegbeheerder", "N912 afgesloten sinds 14:02", "https://wegen.example/n912", "", Stance::supports, true, {}, {}});
  act(nora, domain::AddEvidence{photo, "Beeldvergelijking", "zelfde foto als in 2019", "https://archief.example/2019", "", Stance::contradicts, false, {}, {}});
  act(nora, domain::AddEvidence{cause, "Brandweer", "oorzaak nog niet bekend", "", "", Stance::supports, true, {}, {}});
  for (const auto& [id, verdict] : {std::pair{blast, Verdict::false_}, {road, Verdict::confirmed}, {photo, Verdict::misleading}, {cause, Verdict::undetermined}}) {
    act(nora, domain::ProposeVerdict{id, verdict, {}, ""});
    act(karim, domain::SignVerdict{id});
  }
  const StatementId first = statement("Sluit ramen en deuren", "Woon je in Oudekreek? Sluit ramen en deuren. Zet de ventilatie uit. Vragen? Bel 0800-555 01 90.", {});
  submit(first);
  approve(first);
  wait(40s);
  settle(DeliveryId{1}, DeliveryStatus::delivered, "", "https://moerhaven.example/brand#6");
  settle(DeliveryId{2}, DeliveryStatus::failed, "503 van de ontvanger", "");
  act(karim, domain::ReportDelivery{DeliveryId{3}, true, "https://social.example/@moerhaven/1", ""});
  wait(3min);
  act(nora, domain::AddEvidence{chlorine, "Beller 96", "prikkende ogen in Oudekreek", "", "", Stance::supports, false, {}, {}});
  act(nora, domain::AddEvidence{chlorine, "Foto groene wolk", "zelfde beeld als in 2019", "https://archief.example/2019", "beeldvergelijking", Stance::contradicts, false, {}, {}});
  act(nora, domain::AddEvidence{chlorine, "Meetwagen 2", "geen chloor bij Kadeweg en Havendijk", "https://metingen.example/mw2", "", Stance::contradicts, true, {}, {}});
  act(nora, domain::AddEvidence{no_chlorine, "Meetwagen 2", "geen chloor bij Kadeweg en Havendijk", "https://metingen.example/mw2", "", Stance::supports, true, {}, {}});
  act(nora, domain::RaiseContradiction{chlorine, no_chlorine, ""});
  act(nora, domain::TakeClaim{chlorine});
  act(nora, domain::CheckClaim{chlorine});
  act(iris, domain::CheckClaim{smoke});
  act(iris, domain::TakeClaim{smoke});
  act(iris, domain::CheckClaim{wounded});
  act(iris, domain::TakeClaim{wounded});
  wait(1min);
  claim("Drinkwater in Klaverdam is vervuild");
  claim("Basisschool De Meerkoet wordt ontruimd");
  const StatementId second = statement("N912 is dicht", "De N912 is dicht tussen Moerhaven en Klaverdam. Rijd om via de A29.", {road});
  submit(second);
  approve(second);
  settle(DeliveryId{4}, DeliveryStatus::delivered, "", "https://moerhaven.example/brand#7");
  settle(DeliveryId{5}, DeliveryStatus::uncertain, "geen antwoord binnen 10 s", "");
  wait(30s);
  const StatementId third = statement("Er komt geen chloorgas vrij",
                                      "Er komt geen chloorgas vrij bij de brand aan Kadeweg 14. Dat is om 14:36 gemeten.\n\nWoon je in Oudekreek? Sluit ramen en "
                                      "deuren. Zet de ventilatie uit.\n\nHeb je vragen? Bel 0800-555 01 90 of kijk op moerhaven.example/brand.\n\nWij begrijpen dat "
                                      "je je zorgen maakt. Om 15:00 hoor je meer.",
                                      {chlorine, smoke});
  submit(third);
  wait(6min + 30s);
}

domain::Pulse Story::pulse() const {
  domain::Pulse pulse;
  pulse.incident = kIncident;
  pulse.at = now_;
  pulse.ordinal = 4210;
  pulse.mentions = 4210;
  pulse.per_minute = 218;
  const auto add = [&](std::uint32_t id, std::uint32_t joined, std::uint32_t confirmed, std::uint32_t suggested, std::uint32_t origins, std::int32_t growth,
                       std::vector<std::uint32_t> said, std::vector<std::uint32_t> denied = {}) {
    domain::ClaimFigures figures;
    figures.claim = ClaimId{id};
    figures.joined = joined;
    figures.confirmed = confirmed;
    figures.suggested = suggested;
    figures.origins = origins;
    figures.growth = growth;
    figures.said = std::move(said);
    figures.denied = std::move(denied);
    figures.score = growth;
    pulse.claims.push_back(figures);
  };
  std::vector<std::uint32_t> denied(domain::kHistoryMinutes, 0);
  for (std::size_t i = 20; i < denied.size(); ++i) denied[i] = i % 2 == 0 ? 4 : 3;
  add(1, 30, 8, 0, 1, -12, falling(14));
  add(2, 10, 6, 0, 6, -4, falling(9));
  add(3, 20, 5, 0, 1, -7, falling(11));
  add(4, 9, 0, 0, 2, 1, rising(2, 0.1));
  add(5, 14, 4, 1, 5, 3, rising(4, 1.1));
  add(6, 18, 4, 2, 4, 8, rising(7, 1));
  add(7, 6, 41, 6, 3, 31, rising(22, 3), denied);
  add(8, 6, 0, 0, 2, 2, rising(3, 2));
  add(9, 29, 0, 3, 1, 19, rising(16, 5));
  add(10, 6, 0, 6, 2, 6, rising(5, 4));
  pulse.feeds = {{"Bluesky", "bluesky", domain::FeedState::live, now_ - 1s, 9120, 3011, 0, 1, ""},
                 {"Mastodon", "mastodon", domain::FeedState::live, now_ - 2s, 3021, 840, 0, 1, ""},
                 {"P2000 eerste", "p2000", domain::FeedState::live, now_ - 22s, 40, 12, 0, 40, ""},
                 {"P2000 tweede", "p2000", domain::FeedState::silent, now_ - 7min, 31, 9, 0, 40, ""},
                 {"Zeemond Nieuws", "rss", domain::FeedState::live, now_ - 70s, 52, 30, 0, 120, ""},
                 {"Partners", "rss", domain::FeedState::live, now_ - 4min, 12, 12, 0, 300, ""},
                 {"NL-Alert", "cap", domain::FeedState::live, now_ - 30s, 2, 2, 0, 60, ""},
                 {"Telefoon", "phone", domain::FeedState::live, now_ - 15s, 140, 140, 0, 20, ""}};
  pulse.present = {{nora, 1}, {sem, 1}, {iris, 1}, {karim, 1}, {lead, 2}};
  return pulse;
}

std::vector<domain::MentionView> Story::mentions() const {
  using domain::Genre;
  using domain::MatchState;
  std::vector<domain::MentionView> views;
  std::uint64_t ordinal = 4210;
  auto at = now_ - 7s;
  const auto add = [&](Genre genre, const char* source, const char* who, const char* text, std::uint32_t claim, MatchState state, std::vector<std::string> reason) {
    domain::MentionView view;
    view.ordinal = ordinal--;
    view.id = keyed(view.ordinal);
    view.genre = genre;
    view.source = source;
    view.pseudonym = who;
    view.text = text;
    view.said_at = at;
    if (claim != 0) view.match = domain::Match{view.ordinal, ClaimId{claim}, state, {}, std::move(reason)};
    at -= 11s;
    views.push_back(std::move(view));
  };
  const auto words = [](const char* count, const char* minutes) { return std::vector<std::string>{"match.words", count, minutes}; };
  add(Genre::post, "mastodon", "Wulp 31", "Chloorlucht aan de Havendijk, ramen dicht hier. Waarom zegt niemand iets?", 7, MatchState::suggested, words("5", "2"));
  add(Genre::phone, "phone", "Beller 118", "Vraagt of de kinderen op school binnen moeten blijven.", 0, MatchState::suggested, {});
  add(Genre::post, "bluesky", "Kievit 07", "Kraanwater ruikt raar in Klaverdam. Drink het niet!! 😷", 9, MatchState::suggested, words("4", "1"));
  add(Genre::alert, "p2000", "meldkamer", "A1 Ambu 20-117 Kadeweg Moerhaven", 6, MatchState::suggested, {"match.words", "2", "3"});
  add(Genre::post, "bluesky", "Gruto 12", "Nee, er is géén chloor gemeten, stond net bij de meetwagen ### 100%s", 8, MatchState::joined, {"match.reply"});
  add(Genre::news, "rss", "Zeemond Nieuws", "Live: brand bij chemisch bedrijf, zwarte rook trekt richting Oudekreek", 5, MatchState::suggested, words("6", "3"));
  add(Genre::scene, "scene", "Post Kadeweg", "Tweede knal gehoord, vermoedelijk drukvat. Niemand in de buurt.", 1, MatchState::joined, words("3", "4"));
  add(Genre::post, "mastodon", "Tureluur 3", "Mijn moeder in Klaverdam belt over het water, wat moet ik zeggen?", 9, MatchState::suggested, words("3", "2"));
  add(Genre::post, "bluesky", "Scholekster 44", "Die groene wolk is een oude foto, niet doorsturen", 3, MatchState::joined, {"match.quote"});
  add(Genre::bulletin, "partner", "Veiligheidsregio", "Meetploegen meten geen gevaarlijke stoffen in woongebied.", 8, MatchState::suggested, words("4", "5"));
  return views;
}

void Story::catch_up(ConsoleModel& model) const {
  for (Sequence seq = model.state().seq; seq < events_.size(); ++seq) model.apply(events_[seq]);
}

ConsoleModel Story::console(domain::PersonId person) const {
  auto number = std::make_shared<std::uint64_t>(0);
  ConsoleModel model{[number] { return fmt::format("{:032x}", 0xc0ffee000 + ++*number); }};
  model.connected(person, events_.size());
  catch_up(model);
  model.show(pulse());
  model.hear({}, mentions());
  model.refresh(now_);
  return model;
}

}  // namespace voelspriet::console
