// SPDX-License-Identifier: Apache-2.0
#include "feeds/jetstream/event.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <utility>

#include "feeds/core/short_list.hpp"
#include "hub/base/limits.hpp"

namespace voelspriet::feeds {
namespace {

namespace json = simdjson::ondemand;

// Thrown inside parse() only, beside simdjson's own.
struct Refused {
  Errc code;
  const char* what;
};

// Reads one line front to back. When something is wrong it throws, and `path_` still says where it was.
class LineReader {
 public:
  JetstreamEvent read(json::document& document) {
    std::optional<std::string> did, kind, cursor;
    std::optional<std::int64_t> time_us;
    bool has_commit = false;
    fields(document.get_object(), [&](std::string_view key, json::value value) {
      if (key == "did") once(did, text(value));
      if (key == "kind") once(kind, text(value));
      if (key == "time_us") once(time_us, std::int64_t{value.get_int64()});
      if (key == "cursor") once(cursor, digits(value));
      if (key == "commit") {
        if (std::exchange(has_commit, true)) throw Refused{Errc::kBadValue, "given twice"};
        read_commit(value);
      }
    });
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS) {
      throw Refused{Errc::kMalformed, "something follows the object"};
    }
    event_.did = needed(did, "did");
    event_.time_us = needed(time_us, "time_us");
    event_.cursor = cursor.value_or("");
    event_.kind = kind_of(needed(kind, "kind"));
    if (event_.kind == JetstreamKind::kCommit && !has_commit) missing("commit");
    return std::move(event_);
  }

  std::string place() const {
    std::string place;
    for (const auto key : path_) place += fmt::format("/{}", key);
    return place.empty() ? "/" : place;
  }

 private:
  template <class Visit>
  void fields(json::object object, Visit visit) {
    if (path_.size() >= limits::kJsonDepthMax) throw Refused{Errc::kTooLarge, "nested too deep"};
    for (auto field : object) {
      path_.push_back(field.unescaped_key());
      visit(path_.back(), field.value());
      path_.pop_back();
    }
  }

  template <class Visit>
  void elements(json::value list, Visit visit) {
    for (auto element : list.get_array()) visit(element.value());
  }

  template <class T>
  void once(std::optional<T>& target, T value) {
    if (target) throw Refused{Errc::kBadValue, "given twice"};
    target = std::move(value);
  }

  [[noreturn]] void missing(std::string_view name) {
    path_.push_back(name);
    throw Refused{Errc::kMissingField, "missing"};
  }

  template <class T>
  T needed(std::optional<T>& value, std::string_view name) {
    if (!value) missing(name);
    return std::move(*value);
  }

  static std::string text(json::value value) { return std::string{std::string_view{value.get_string()}}; }

  static std::string digits(json::value value) {
    std::string_view token = value.raw_json_token();
    token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    if (token.size() >= 2 && token.front() == '"') token = token.substr(1, token.size() - 2);
    const bool number =
        !token.empty() && token.size() <= 20 && token.find_first_not_of("0123456789") == std::string_view::npos;
    if (!number) throw Refused{Errc::kBadValue, "not a cursor"};
    return std::string{token};
  }

  static JetstreamKind kind_of(std::string_view kind) {
    if (kind == "commit") return JetstreamKind::kCommit;
    if (kind == "identity") return JetstreamKind::kIdentity;
    return kind == "account" ? JetstreamKind::kAccount : JetstreamKind::kOther;
  }

  static JetstreamOperation operation_of(std::string_view operation) {
    if (operation == "create") return JetstreamOperation::kCreate;
    if (operation == "update") return JetstreamOperation::kUpdate;
    if (operation == "delete") return JetstreamOperation::kDelete;
    throw Refused{Errc::kUnsupported, "unknown operation"};
  }

  // Twice: what the record means depends on the collection, and JSON promises no order.
  void read_commit(json::value value) {
    json::object commit = value.get_object();
    std::optional<std::string> operation, collection, rkey, rev, cid;
    bool has_record = false;
    fields(commit, [&](std::string_view key, json::value field) {
      if (key == "operation") once(operation, text(field));
      if (key == "collection") once(collection, text(field));
      if (key == "rkey") once(rkey, text(field));
      if (key == "rev") once(rev, text(field));
      if (key == "cid") once(cid, text(field));
      if (key == "record" && std::exchange(has_record, true)) throw Refused{Errc::kBadValue, "given twice"};
    });
    event_.operation = operation_of(needed(operation, "operation"));
    event_.collection = needed(collection, "collection");
    event_.rkey = needed(rkey, "rkey");
    event_.rev = needed(rev, "rev");
    event_.cid = cid.value_or("");
    const bool post = event_.collection == kPostCollection;
    if (event_.operation == JetstreamOperation::kDelete || (!post && event_.collection != kRepostCollection)) return;
    if (!has_record) missing("record");
    commit.reset();
    path_.push_back("record");
    json::object record = commit["record"].get_object();
    if (post) {
      read_post(record);
    } else {
      read_repost(record);
    }
    path_.pop_back();
  }

  void read_repost(json::object record) {
    std::optional<std::string> subject;
    fields(record, [&](std::string_view key, json::value value) {
      if (key == "subject") once(subject, uri_of(value));
    });
    event_.subject = needed(subject, "subject");
  }

  void read_post(json::object record) {
    JetstreamPost post;
    std::optional<std::string> body, created_at;
    fields(record, [&](std::string_view key, json::value value) {
      if (key == "text") once(body, text(value));
      if (key == "createdAt") once(created_at, text(value));
      if (key == "langs") elements(value, [&](json::value language) { add_once(post.langs, text(language)); });
      if (key == "reply") read_reply(value, post);
      if (key == "embed") read_embed(value, post);
      if (key == "facets") elements(value, [&](json::value facet) { read_facet(facet, post); });
    });
    post.text = needed(body, "text");
    if (post.text.size() > limits::kMentionTextMax)
      throw Refused{Errc::kTooLarge, "the text is longer than a mention may be"};
    post.created_at = created_at.value_or("");
    event_.post = std::move(post);
  }

  // {"cid":…, "uri":…}
  std::string uri_of(json::value reference) {
    std::optional<std::string> uri;
    fields(reference.get_object(), [&](std::string_view key, json::value value) {
      if (key == "uri") once(uri, text(value));
    });
    return needed(uri, "uri");
  }

  void read_reply(json::value reply, JetstreamPost& post) {
    fields(reply.get_object(), [&](std::string_view key, json::value value) {
      if (key == "parent") post.parent = uri_of(value);
      if (key == "root") post.root = uri_of(value);
    });
  }

  // The union is open: what later versions embed is skipped, so that the text of the post is not lost with it.
  void read_embed(json::value value, JetstreamPost& post) {
    json::object embed = value.get_object();
    std::string_view type;
    if (embed["$type"].get(type) != simdjson::SUCCESS) return;
    const bool quote = type == "app.bsky.embed.record", both = type == "app.bsky.embed.recordWithMedia";
    const bool pictures = type == "app.bsky.embed.images", film = type == "app.bsky.embed.video";
    const bool card = type == "app.bsky.embed.external";
    embed.reset();
    Blob blob;
    fields(embed, [&](std::string_view key, json::value field) {
      if (key == "record" && (quote || both)) read_quote(field, post);
      if (key == "media" && both) read_embed(field, post);
      if (key == "images" && pictures) elements(field, [&](json::value image) { add_blob(read_picture(image), post); });
      if (key == "external" && card) read_card(field, post);
      if (key == "video" && film) blob.cid = cid_of(field);
      if (key == "alt" && film) blob.alt = text(field);
    });
    add_blob(blob, post);
  }

  // embed.record.uri, or embed.record.record.uri beside media.
  void read_quote(json::value record, JetstreamPost& post) {
    fields(record.get_object(), [&](std::string_view key, json::value value) {
      if (key == "uri") add_quote(text(value), post);
      if (key == "record") read_quote(value, post);
    });
  }

  // Lists, feeds and starter packs can be embedded, too: those are references, not quotes.
  static void add_quote(std::string uri, JetstreamPost& post) {
    if (uri.find(fmt::format("/{}/", kPostCollection)) != std::string::npos) {
      post.quote = std::move(uri);
    } else {
      add_once(post.media, std::move(uri));
    }
  }

  void read_card(json::value card, JetstreamPost& post) {
    std::string uri, title;
    fields(card.get_object(), [&](std::string_view key, json::value value) {
      if (key == "uri") uri = text(value);
      if (key == "title") title = text(value);
    });
    add_once(post.links, uri);
    add_once(post.media, title.empty() ? uri : fmt::format("{} {}", uri, title));
  }

  struct Blob {
    std::string cid, alt;
  };

  static void add_blob(const Blob& blob, JetstreamPost& post) {
    add_once(post.media, blob.alt.empty() ? blob.cid : fmt::format("{} {}", blob.cid, blob.alt));
  }

  Blob read_picture(json::value image) {
    Blob blob;
    fields(image.get_object(), [&](std::string_view key, json::value value) {
      if (key == "alt") blob.alt = text(value);
      if (key == "image") blob.cid = cid_of(value);
    });
    return blob;
  }

  std::string cid_of(json::value blob) {
    std::string cid;
    fields(blob.get_object(), [&](std::string_view key, json::value value) {
      if (key != "ref") return;
      fields(value.get_object(), [&](std::string_view inner, json::value link) {
        if (inner == "$link") cid = text(link);
      });
    });
    return cid;
  }

  void read_facet(json::value facet, JetstreamPost& post) {
    fields(facet.get_object(), [&](std::string_view key, json::value value) {
      if (key != "features") return;
      elements(value, [&](json::value feature) {
        fields(feature.get_object(), [&](std::string_view inner, json::value uri) {
          if (inner == "uri" && uri.type() == json::json_type::string) add_once(post.links, text(uri));
        });
      });
    });
  }

  JetstreamEvent event_;
  std::vector<std::string_view> path_;
};

}  // namespace

struct JetstreamParser::Impl {
  json::parser parser;
  std::string buffer;  // the line, with the room behind it that simdjson reads into
};

JetstreamParser::JetstreamParser() : impl_(std::make_unique<Impl>()) {}
JetstreamParser::~JetstreamParser() = default;

Result<JetstreamEvent> JetstreamParser::parse(std::string_view line) {
  if (line.size() > limits::kLineBytesMax) return fail(Errc::kTooLarge, "/", "the line is longer than one may be");
  impl_->buffer.assign(line).append(simdjson::SIMDJSON_PADDING, '\0');
  LineReader reader;
  try {
    json::document document = impl_->parser.iterate(impl_->buffer.data(), line.size(), impl_->buffer.size());
    return reader.read(document);
  } catch (const Refused& refused) {
    return fail(refused.code, reader.place(), refused.what);
  } catch (const simdjson::simdjson_error& error) {
    const bool value = error.error() == simdjson::INCORRECT_TYPE || error.error() == simdjson::NUMBER_ERROR;
    return fail(value ? Errc::kBadValue : Errc::kMalformed, reader.place(), error.what());
  }
}

std::string at_uri(const JetstreamEvent& event) {
  return fmt::format("at://{}/{}/{}", event.did, event.collection, event.rkey);
}

}  // namespace voelspriet::feeds
