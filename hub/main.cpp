// SPDX-License-Identifier: Apache-2.0
// voelspriet-hub: composes nothing itself; says what was asked to whom it belongs.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <variant>

#include "hub/base/log.hpp"
#include "hub/base/signals.hpp"
#include "hub/cli.hpp"
#include "hub/desk_folder.hpp"
#include "hub/init.hpp"
#include "hub/serve.hpp"

namespace voelspriet::hub {
namespace {

int told(const Result<void>& done) {
  if (done) return 0;
  fmt::print(stderr, "voelspriet-hub: {}\n", to_string(done.error()));
  return static_cast<int>(done.error().code) / 100;  // the layer that said no: 1 input, 2 rules, 3 store, 4 bus and net, 5 this machine
}

int perform(const ShowText& show, StopFlag&) {
  fmt::print("{}", show.text);
  return 0;
}
int perform(const Verify& verify, StopFlag&) {
  const auto desk = open_desk_folder(verify.desk);
  return told(desk ? Result<void>{} : tl::unexpected<Error>(desk.error()));
}
int perform(const Init& asked, StopFlag&) { return told(init(asked)); }
int perform(const Serve& asked, StopFlag& stop) { return told(serve(asked, stop)); }

}  // namespace
}  // namespace voelspriet::hub

int main(int argc, char** argv) try {
  using namespace voelspriet;
  const auto asked = hub::parse_cli({argv + 1, argv + argc});
  if (!asked) return hub::told(tl::unexpected<Error>(asked.error()));
  start_logging("voelspriet-hub", "info");
  StopFlag stop;
  const StopOnSignals signals{stop};
  return std::visit([&](const auto& one) { return hub::perform(one, stop); }, *asked);
} catch (const std::exception& error) {
  fmt::print(stderr, "voelspriet-hub: {}\n", error.what());
  return 5;
}
