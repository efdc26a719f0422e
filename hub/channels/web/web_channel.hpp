// SPDX-License-Identifier: Apache-2.0
// The desk's own pages and Atom feed, as static files in one folder. Once: the frozen words of statement 17 stand in
// statements/17.json, and everything else is made from those files, so that sending again, or repair() after a kill,
// gives the same bytes. Whoever looks compares them. Thread: see engine::Channel; repair() before the first send.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "hub/engine/ports.hpp"
#include "hub/pages/public_site.hpp"

namespace voelspriet::channels {

struct WebOptions {
  std::string name, audience;
  std::string url;            // where `dir` is served, ends with '/'
  std::filesystem::path dir;  // of this desk alone; made when it is not there
  std::string desk;
  bool exercise = false;
  Time since{};  // stands as "updated" until there is a statement
};

class WebChannel final : public engine::Channel {
 public:
  explicit WebChannel(WebOptions options) : options_(std::move(options)) {}

  // Brings every file in line with the statements sent. For the start, and after a look of the pages has changed.
  // Errors: kIo, kStoreFull; kMalformed and kNotAllowed name a file that is not this desk's own.
  Result<void> repair();

  const std::string& name() const override { return options_.name; }
  domain::Promise promise() const override { return domain::Promise::once; }
  Result<domain::Variant> render(const engine::RenderJob& job) const override;
  engine::SendOutcome send(const engine::SendJob& job) override;
  engine::SendOutcome look(const engine::SendJob& job) override;

 private:
  std::filesystem::path folder() const { return options_.dir / "statements"; }
  Result<pages::PublicSite> site() const;
  std::string proof(domain::StatementId statement) const { return options_.url + pages::page_name(statement); }

  const WebOptions options_;
};

}  // namespace voelspriet::channels
