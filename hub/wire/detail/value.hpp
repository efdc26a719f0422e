// SPDX-License-Identifier: Apache-2.0
// What every reader and writer of a value looks like. Defined in read.hpp and write.hpp; a unit that only passes values on includes
// this header and leaves the templates to the unit that instantiates them.
#pragma once

#include <string>
#include <string_view>

#include "hub/base/result.hpp"
#include "hub/wire/detail/document.hpp"

namespace voelspriet::wire::detail {

// Where a read stands: readers return false after one of these, and their callers put their step in front of the path.
class Reader {
 public:
  bool refuse(Errc code, std::string what) {
    error_ = Error{code, "", std::move(what)};
    return false;
  }
  bool within(std::string_view step) {
    error_.where = "/" + std::string{step.substr(0, 64)} + error_.where;
    return false;
  }
  bool refuse_twice() { return refuse(Errc::kMalformed, "stands there twice"); }
  void skip_unknown() { ++unknown_fields_; }

  std::size_t unknown_fields() const { return unknown_fields_; }
  Error take_error() { return std::move(error_); }

 private:
  Error error_;
  std::size_t unknown_fields_ = 0;
};

template <class T>
bool read_value(const Node& node, T& value, Reader& reader);

template <class T>
void write_value(std::string& out, const T& value);

// One type of event or command. Defined in body.hpp, instantiated per feature in *_bodies.cpp.
template <class T>
struct BodyCodec {
  static bool read(const Node& node, T& body, Reader& reader);
  static void write(std::string& out, const T& body);
};

}  // namespace voelspriet::wire::detail
