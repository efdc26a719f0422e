// SPDX-License-Identifier: Apache-2.0
#include "console/ctl/detail/options.hpp"

namespace voelspriet::console::ctl::detail {

void add_drill_verbs(CLI::App& app, Act& act, Time now) {
  auto& group = *app.add_subcommand("drill", "What a playbook holds");
  group.require_subcommand(1);
  const auto verb = [&](const char* name, const char* help, Drill::What what) {
    const auto made = act_verb(group, name, help, act, Drill{what, {}, {}, now});
    made.app->add_option("playbook", made->playbook, "Its file")->required();
    return made;
  };
  verb("show", "How long it takes, who speaks in it, what must arrive; needs no hub", Drill::What::show);
  verb("open", "Begin its incident", Drill::What::open);
  const auto ask = verb("ask", "Ring up the exercise leader: is it true that …; needs no hub", Drill::What::ask);
  ask.app->add_option("question", ask->question)->required();
}

}  // namespace voelspriet::console::ctl::detail
