// SPDX-License-Identifier: Apache-2.0
// Makes a type readable and writable as JSON for everybody who includes hub/wire/json.hpp. Used at file level, once per type.
#pragma once

#include "hub/wire/detail/read.hpp"
#include "hub/wire/detail/write.hpp"

#define VOELSPRIET_WIRE_TYPE(type)                                                     \
  template std::string voelspriet::wire::to_json(const type&);                         \
  template void voelspriet::wire::append_json(std::string&, const type&);              \
  template voelspriet::Result<type> voelspriet::wire::from_json(std::string_view, voelspriet::wire::ReadNotes*, std::size_t);
