// SPDX-License-Identifier: Apache-2.0
#include "hub/playbook/playbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "hub/base/limits.hpp"
#include "hub/playbook/detail/yaml_reader.hpp"

namespace voelspriet::playbook {
namespace {

// What each kind of inject asks of its line, in the order of InjectKind.
enum class Speaker { person, anyone, partner, of_parent };
struct KindRule {
  std::string_view name;
  Speaker speaker;
  bool has_text, has_parent;
};
constexpr std::array<KindRule, 11> kKinds{{
    {"post", Speaker::person, true, false},
    {"reply", Speaker::person, true, true},
    {"repost", Speaker::person, false, true},
    {"quote", Speaker::person, true, true},
    {"news", Speaker::person, true, false},
    {"phone", Speaker::anyone, true, false},
    {"scene", Speaker::person, true, false},
    {"alert", Speaker::partner, true, false},
    {"bulletin", Speaker::partner, true, false},
    {"edit", Speaker::of_parent, true, true},
    {"delete", Speaker::of_parent, false, true},
}};
static_assert(kKinds.size() == static_cast<std::size_t>(InjectKind::remove) + 1);

template <class Items>
auto find_by_key(const Items& items, std::string_view key) -> decltype(items.data()) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.key == key; });
  return found == items.end() ? nullptr : &*found;
}

class PlaybookParser {
 public:
  explicit PlaybookParser(std::string_view name) : read_(name) {}

  Result<Playbook> parse(const YAML::Node& root) {
    if (read_.is_map(root, "a playbook",
                     {"title", "description", "length", "incident", "people", "partners", "claims", "injects"})) {
      book_.title = read_.text(root, "title", Need::required, limits::kNameMax);
      book_.description = read_.text(root, "description", Need::required, limits::kNoteMax);
      book_.length = read_.offset(root, "length");
      incident(root);
      people(root);
      partners(root);
      for (const auto& node : read_.list(root, "claims", Need::required, limits::kPlaybookClaimsMax)) claim(node);
      for (const auto& node : read_.list(root, "injects", Need::required, limits::kPlaybookInjectsMax)) inject(node);
    }
    if (!read_.clean()) return read_.failure();
    return std::move(book_);
  }

 private:
  void incident(const YAML::Node& root) {
    const YAML::Node node = root["incident"];
    if (!node.IsDefined()) return read_.problem(root.Mark(), Errc::kMissingField, "\"incident\" is missing");
    if (!read_.is_map(node, "the incident",
                      {"title", "place", "lat", "lon", "level", "reason", "ground", "ends", "profile"})) {
      return;
    }
    auto& it = book_.incident;
    it.title = read_.text(node, "title", Need::required, limits::kNameMax);
    it.place.name = read_.text(node, "place", Need::required, limits::kNameMax);
    it.place.lat = read_.number(node, "lat", -90, 90);
    it.place.lon = read_.number(node, "lon", -180, 180);
    it.level = read_.text(node, "level", Need::required, limits::kNameMax);
    it.reason = read_.text(node, "reason", Need::required, limits::kNoteMax);
    it.ground = read_.text(node, "ground", Need::required, limits::kNoteMax);
    book_.incident_ends = read_.offset(node, "ends");
    const YAML::Node profile = node["profile"];
    if (!profile.IsDefined()) return read_.problem(node.Mark(), Errc::kMissingField, "\"profile\" is missing");
    if (!read_.is_map(profile, "the profile", {"terms", "hashtags", "accounts", "exclusions"})) return;
    const auto words = [&](const char* key, Need need) {
      return read_.texts(profile, key, need, limits::kPlaybookWordsMax, limits::kNameMax);
    };
    it.profile = {words("terms", Need::required), words("hashtags", Need::optional), words("accounts", Need::optional),
                  words("exclusions", Need::optional)};
  }

  void people(const YAML::Node& root) {
    const YAML::Node node = root["people"];
    if (!node.IsDefined() || !node.IsMap() || node.size() > limits::kPlaybookPeopleMax) {
      return read_.problem(root.Mark(), Errc::kBadValue,
                           fmt::format("\"people\" is not a map of at most {} names to handles", limits::kPlaybookPeopleMax));
    }
    for (const auto& entry : node) {
      if (!entry.first.IsScalar() || !entry.second.IsScalar() || entry.first.Scalar().size() > limits::kNameMax ||
          entry.second.Scalar().empty() || entry.second.Scalar().size() > limits::kNameMax) {
        read_.problem(entry.first.Mark(), Errc::kBadValue, "a person is written as \"key: handle\"");
        continue;
      }
      add_speaker(entry.first);
      book_.people.push_back({entry.first.Scalar(), entry.second.Scalar()});
    }
  }

  void partners(const YAML::Node& root) {
    for (const auto& node : read_.list(root, "partners", Need::optional, limits::kPlaybookPartnersMax)) {
      if (!read_.is_map(node, "a partner", {"key", "account", "name"})) continue;
      const auto field = [&](const char* key) { return read_.text(node, key, Need::required, limits::kNameMax); };
      book_.partners.push_back({field("key"), field("account"), field("name")});
      if (node["key"].IsDefined()) add_speaker(node["key"]);
    }
  }

  // Authors and partners share one set of keys, so that "author: politie" can mean one thing only.
  void add_speaker(const YAML::Node& key) {
    if (!speakers_.insert(key.Scalar()).second) {
      read_.problem(key.Mark(), Errc::kAlreadyExists, fmt::format("\"{}\" is somebody else already", key.Scalar()));
    }
  }

  void claim(const YAML::Node& node) {
    if (!read_.is_map(node, "a claim", {"assertion", "truth", "heard_in", "opposite", "answers"})) return;
    ExpectedClaim claim;
    claim.assertion = read_.text(node, "assertion", Need::required, limits::kAssertionMax);
    claim.holds = read_.truth(node, "truth", Need::required);
    claim.heard_in = read_.texts(node, "heard_in", Need::required, limits::kPlaybookWordsMax, limits::kNameMax);
    claim.opposite = read_.texts(node, "opposite", Need::optional, limits::kPlaybookWordsMax, limits::kNameMax);
    for (const auto& answer : read_.list(node, "answers", Need::required, limits::kPlaybookWordsMax)) {
      if (!read_.is_map(answer, "an answer", {"source", "text", "official"})) continue;
      claim.answers.push_back({read_.text(answer, "source", Need::required, limits::kNameMax),
                               read_.text(answer, "text", Need::required, limits::kNoteMax),
                               read_.truth(answer, "official", Need::optional)});
    }
    book_.claims.push_back(std::move(claim));
  }

  void inject(const YAML::Node& node) {
    if (!read_.is_map(node, "an inject", {"id", "at", "kind", "author", "text", "parent", "lang", "media"})) return;
    const std::string kind = read_.text(node, "kind", Need::required, limits::kNameMax);
    const auto rule = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindRule& known) { return known.name == kind; });
    if (rule == kKinds.end()) {
      if (!kind.empty()) read_.problem(node["kind"].Mark(), Errc::kUnknownType, fmt::format("no inject is a \"{}\"", kind));
      return;
    }
    Inject inject;
    inject.kind = static_cast<InjectKind>(rule - kKinds.begin());
    inject.id = read_.text(node, "id", Need::required, limits::kNameMax);
    inject.at = read_.offset(node, "at");
    inject.author = read_.text(node, "author", Need::optional, limits::kNameMax);
    inject.text = read_.text(node, "text", rule->has_text ? Need::required : Need::optional, limits::kMentionTextMax);
    inject.parent = read_.text(node, "parent", rule->has_parent ? Need::required : Need::optional, limits::kNameMax);
    inject.language = node["lang"].IsDefined() ? read_.text(node, "lang", Need::required, limits::kNameMax) : "nl";
    inject.media = read_.texts(node, "media", Need::optional, limits::kPlaybookWordsMax, limits::kNoteMax);
    check_fields(node, inject, *rule);
    check_place(node, inject);
    book_.injects.push_back(std::move(inject));
  }

  void check_fields(const YAML::Node& node, const Inject& inject, const KindRule& rule) {
    const auto bad = [&](std::string what) { read_.problem(node.Mark(), Errc::kBadValue, std::move(what)); };
    if (!rule.has_text && !inject.text.empty()) bad(fmt::format("a {} has no text of its own", rule.name));
    if (!rule.has_parent && !inject.parent.empty()) bad(fmt::format("a {} has no parent", rule.name));
    const bool is_person = book_.person(inject.author) != nullptr;
    switch (rule.speaker) {
      case Speaker::person:
        if (!is_person) bad(fmt::format("author \"{}\" is not among the people", inject.author));
        break;
      case Speaker::anyone:
        if (!inject.author.empty() && !is_person) bad(fmt::format("author \"{}\" is not among the people", inject.author));
        break;
      case Speaker::partner:
        if (book_.partner(inject.author) == nullptr) bad(fmt::format("author \"{}\" is not among the partners", inject.author));
        break;
      case Speaker::of_parent:
        if (!inject.author.empty()) bad(fmt::format("a {} has the author of its parent", rule.name));
        break;
    }
  }

  void check_place(const YAML::Node& node, const Inject& inject) {
    if (inject.at > book_.length) read_.problem(node.Mark(), Errc::kBadValue, "this comes after the end of the drill");
    if (!book_.injects.empty() && inject.at < book_.injects.back().at) {
      read_.problem(node.Mark(), Errc::kBadValue, "this comes before the inject above it");
    }
    const auto parent = inject_kinds_.find(inject.parent);
    if (!inject.parent.empty() && parent == inject_kinds_.end()) {
      read_.problem(node.Mark(), Errc::kNotFound, fmt::format("parent \"{}\" is no inject above this one", inject.parent));
    } else if (!inject.parent.empty() && parent->second >= InjectKind::edit) {
      read_.problem(node.Mark(), Errc::kBadValue, fmt::format("parent \"{}\" is not something said", inject.parent));
    }
    if (!inject_kinds_.emplace(inject.id, inject.kind).second) {
      read_.problem(node.Mark(), Errc::kAlreadyExists, fmt::format("inject \"{}\" exists already", inject.id));
    }
  }

  YamlReader read_;
  Playbook book_;
  std::unordered_set<std::string> speakers_;
  std::unordered_map<std::string, InjectKind> inject_kinds_;
};

}  // namespace

const Inject* Playbook::find(std::string_view inject_id) const {
  const auto found = std::find_if(injects.begin(), injects.end(), [&](const Inject& inject) { return inject.id == inject_id; });
  return found == injects.end() ? nullptr : &*found;
}

const Author* Playbook::person(std::string_view key) const { return find_by_key(people, key); }
const Partner* Playbook::partner(std::string_view key) const { return find_by_key(partners, key); }

Result<Playbook> parse_playbook(std::string_view text, std::string_view name) {
  if (text.size() > limits::kPlaybookBytesMax) {
    return fail(Errc::kTooLarge, std::string{name}, fmt::format("{} bytes, at most {} are allowed", text.size(), limits::kPlaybookBytesMax));
  }
  try {
    return PlaybookParser{name}.parse(YAML::Load(std::string{text}));
  } catch (const YAML::Exception& error) {
    return fail(Errc::kMalformed, fmt::format("{}:{}", name, error.mark.line + 1), error.msg);
  }
}

}  // namespace voelspriet::playbook
