// SPDX-License-Identifier: Apache-2.0
#include "hub/wire/detail/envelope.hpp"
#include "hub/wire/messages.hpp"

namespace voelspriet::wire {
namespace {

struct MessageMeta {
  int v = kProtocol;
};
BOOST_DESCRIBE_STRUCT(MessageMeta, (), (v))

template <class Message>
struct Enveloped {
  MessageMeta meta;
  Message body;
};

template <class Message>
std::string write(const Message& message) {
  std::string out;
  detail::write_enveloped(out, Enveloped<const Message&>{{}, message});
  return out;
}

template <class Message>
Result<Message> read(std::string_view json, ReadNotes* notes, std::size_t bytes_max = limits::kFrameBytesMax) {
  const auto document = detail::Document::parse(json, bytes_max);
  if (!document) return tl::unexpected(document.error());
  detail::Reader reader;
  MessageMeta meta;
  Message message;
  bool done = detail::read_struct(document->root(), meta, reader, {"type", "body"});
  if (done && meta.v != kProtocol) done = reader.refuse(Errc::kUnsupported, "another version of the protocol") || reader.within("v");
  done = done && detail::read_body(document->root(), message, reader);
  if (notes) notes->unknown_fields += reader.unknown_fields();
  if (!done) return tl::unexpected(reader.take_error());
  return message;
}

}  // namespace

std::string encode(const FromConsole& message) { return write(message); }
std::string encode(const ToConsole& message) { return write(message); }
std::string encode(const FromFeed& message) { return write(message); }
std::string encode(const ToFeed& message) { return write(message); }

Result<FromConsole> decode_from_console(std::string_view json, ReadNotes* notes) { return read<FromConsole>(json, notes); }
Result<ToConsole> decode_to_console(std::string_view json, ReadNotes* notes) {
  return read<ToConsole>(json, notes, limits::kAnswerBytesMax);
}
Result<FromFeed> decode_from_feed(std::string_view json, ReadNotes* notes) { return read<FromFeed>(json, notes); }
Result<ToFeed> decode_to_feed(std::string_view json, ReadNotes* notes) { return read<ToFeed>(json, notes); }

Refusal to_refusal(const Error& error) {
  return {static_cast<int>(error.code), std::string{to_string(error.code)}, error.where, error.what};
}

Error to_error(const Refusal& refusal) { return {static_cast<Errc>(refusal.code), refusal.where, refusal.what}; }

}  // namespace voelspriet::wire
