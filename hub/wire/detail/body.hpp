// SPDX-License-Identifier: Apache-2.0
// Reader and writer of one event or command. Included only by the *_bodies.cpp units, each of which instantiates those of a feature.
#pragma once

#include "hub/wire/detail/read.hpp"
#include "hub/wire/detail/write.hpp"

namespace voelspriet::wire::detail {

template <class T>
bool BodyCodec<T>::read(const Node& node, T& body, Reader& reader) {
  return read_value(node, body, reader);
}

template <class T>
void BodyCodec<T>::write(std::string& out, const T& body) {
  write_value(out, body);
}

}  // namespace voelspriet::wire::detail
