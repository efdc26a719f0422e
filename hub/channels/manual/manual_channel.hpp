// SPDX-License-Identifier: Apache-2.0
// A way out that a person serves: the ready text waits, somebody posts it and pastes the proof link (X, Facebook, radio,
// the house's own CMS). Nothing is ever sent from here. Thread: see engine::Channel.
#pragma once

#include <cstddef>
#include <string>

#include "hub/engine/ports.hpp"

namespace voelspriet::channels {

struct ManualOptions {
  std::string name, audience;
  std::size_t characters_max = 0;  // as people count them (UAX 29); 0: no limit
};

class ManualChannel final : public engine::Channel {
 public:
  explicit ManualChannel(ManualOptions options) : options_(std::move(options)) {}

  const std::string& name() const override { return options_.name; }
  domain::Promise promise() const override { return domain::Promise::by_person; }
  // kTooLarge says by how many characters: nothing is ever cut.
  Result<domain::Variant> render(const engine::RenderJob& job) const override;
  engine::SendOutcome send(const engine::SendJob& job) override;
  engine::SendOutcome look(const engine::SendJob& job) override;

 private:
  const ManualOptions options_;
};

}  // namespace voelspriet::channels
