// SPDX-License-Identifier: Apache-2.0
// WebSocket frames as a client sees them (RFC 6455, section 5). Pure: bytes in, messages out.
// Why not Beast's stream: it ends the connection at a message that is too large or not UTF-8. Our feeds resume by
// cursor, so that one message would come back and end every connection after it. Here it is counted or handed on, and
// the next one still arrives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hub/base/result.hpp"

namespace voelspriet::net::detail {

enum class Opcode : std::uint8_t { kContinuation = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10 };

// A whole frame from us, masked with `key` as a client must.
std::string encode_frame(Opcode opcode, std::string_view payload, std::uint32_t key);

class FrameReader {
 public:
  explicit FrameReader(std::size_t max_message) : max_message_(max_message) {}

  // After an error (a frame no server may send) nothing more can be read.
  Result<void> feed(std::string_view bytes);

  std::vector<std::string> take_messages() { return std::exchange(messages_, {}); }  // text and binary, UTF-8 unchecked
  std::uint64_t take_too_large() { return std::exchange(too_large_, 0); }            // left out for their size
  std::optional<std::string> take_ping() { return std::exchange(ping_, std::nullopt); }  // the newest, to be answered
  std::optional<std::uint16_t> close_code() const { return close_code_; }                // 1005 when none was given

 private:
  bool take_header(std::string_view& bytes);
  Result<void> begin_frame();
  void take_payload(std::string_view piece);
  void end_frame();
  bool is_control() const { return static_cast<std::uint8_t>(opcode_) >= 8; }

  const std::size_t max_message_;
  std::string header_;  // of the frame that is being read, complete or not
  bool in_frame_ = false;
  bool final_ = false;
  Opcode opcode_{};
  std::uint64_t left_ = 0;   // payload still to come
  bool in_message_ = false;  // between the first frame of a message and its last
  bool skipping_ = false;    // the message is over the limit
  std::string message_, control_;
  std::vector<std::string> messages_;
  std::uint64_t too_large_ = 0;
  std::optional<std::string> ping_;
  std::optional<std::uint16_t> close_code_;
};

}  // namespace voelspriet::net::detail
