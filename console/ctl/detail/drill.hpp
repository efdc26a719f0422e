// SPDX-License-Identifier: Apache-2.0
// What a playbook says to whoever sets up a drill or plays in it. Reads one file and asks no hub.
#pragma once

#include <filesystem>
#include <string>

#include "hub/playbook/playbook.hpp"

namespace voelspriet::console::ctl::detail {

Result<playbook::Playbook> load_playbook(const std::filesystem::path& path);

// {"title":…,"length_s":…,"accounts":[…],"injects":[…]}: how long it takes, who may bring alerts and bulletins, and what must arrive.
std::string outline_json(const playbook::Playbook& book);
std::string outline(const playbook::Playbook& book);

// What the exercise leader answers: {"about":…,"holds":…,"answers":[{"source":…,"text":…,"official":…}]}.
std::string reply_json(const playbook::LeaderReply& reply);
std::string reply_lines(const playbook::LeaderReply& reply);

}  // namespace voelspriet::console::ctl::detail
