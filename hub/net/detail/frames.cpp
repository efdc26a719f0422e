// SPDX-License-Identifier: Apache-2.0
#include "hub/net/detail/frames.hpp"

#include <algorithm>

namespace voelspriet::net::detail {
namespace {

constexpr std::size_t kControlMax = 125;
constexpr std::uint16_t kNoCode = 1005;

std::uint8_t byte_at(std::string_view text, std::size_t place) { return static_cast<std::uint8_t>(text[place]); }

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

void put_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
}

// Two bytes, and behind them the length if it does not fit.
std::size_t header_size(std::string_view begun) {
  if (begun.size() < 2) return 2;
  const int length = byte_at(begun, 1) & 0x7f;
  return length < 126 ? 2 : length == 126 ? 4 : 10;
}

bool is_known(std::uint8_t opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }

}  // namespace

std::string encode_frame(Opcode opcode, std::string_view payload, std::uint32_t key) {
  std::string frame;
  frame += static_cast<char>(0x80 | static_cast<std::uint8_t>(opcode));
  const std::size_t size = payload.size();
  frame += static_cast<char>(0x80 | (size < 126 ? size : size <= 0xffff ? 126 : 127));
  if (size >= 126) put_big_endian(frame, size, size <= 0xffff ? 2 : 8);
  put_big_endian(frame, key, 4);
  for (std::size_t i = 0; i < size; ++i)
    frame += static_cast<char>(byte_at(payload, i) ^ (key >> (8 * (3 - i % 4)) & 0xff));
  return frame;
}

bool FrameReader::take_header(std::string_view& bytes) {
  while (header_.size() < header_size(header_) && !bytes.empty()) {
    header_ += bytes.front();
    bytes.remove_prefix(1);
  }
  return header_.size() == header_size(header_);
}

Result<void> FrameReader::begin_frame() {
  const auto refuse = [](const char* what) { return fail(Errc::kMalformed, "websocket frame", what); };
  const std::uint8_t first = byte_at(header_, 0);
  if (first & 0x70) return refuse("a reserved bit is set");
  if (byte_at(header_, 1) & 0x80) return refuse("a server does not mask");
  if (!is_known(first & 0x0f)) return refuse("unknown opcode");
  final_ = first & 0x80;
  opcode_ = static_cast<Opcode>(first & 0x0f);
  left_ = header_.size() == 2 ? byte_at(header_, 1) & 0x7f : big_endian(std::string_view{header_}.substr(2));
  if (left_ >> 63) return refuse("longer than a frame can be");
  if (is_control()) {
    if (!final_ || left_ > kControlMax) return refuse("a control frame is short and whole");
    control_.clear();
  } else {
    const bool continues = opcode_ == Opcode::kContinuation;
    if (continues != in_message_)
      return refuse(continues ? "nothing to continue" : "the message before it is not over");
    in_message_ = true;
  }
  in_frame_ = true;
  return {};
}

void FrameReader::take_payload(std::string_view piece) {
  if (is_control()) {
    control_ += piece;
  } else if (skipping_ || message_.size() + piece.size() > max_message_) {
    skipping_ = true;
    message_.clear();
  } else {
    message_ += piece;
  }
}

void FrameReader::end_frame() {
  in_frame_ = false;
  header_.clear();
  if (opcode_ == Opcode::kPing) ping_ = control_;
  if (opcode_ == Opcode::kClose) {
    close_code_ =
        control_.size() < 2 ? kNoCode : static_cast<std::uint16_t>(big_endian(std::string_view{control_}.substr(0, 2)));
  }
  if (is_control() || !final_) return;
  if (skipping_) {
    ++too_large_;
  } else {
    messages_.push_back(std::move(message_));
  }
  message_.clear();
  in_message_ = skipping_ = false;
}

Result<void> FrameReader::feed(std::string_view bytes) {
  while (!close_code_) {
    if (!in_frame_) {
      if (!take_header(bytes)) return {};
      if (auto begun = begin_frame(); !begun) return begun;
    }
    const auto piece = bytes.substr(0, std::min<std::uint64_t>(left_, bytes.size()));
    take_payload(piece);
    bytes.remove_prefix(piece.size());
    left_ -= piece.size();
    if (left_ > 0) return {};
    end_frame();
  }
  return {};
}

}  // namespace voelspriet::net::detail
