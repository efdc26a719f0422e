// SPDX-License-Identifier: Apache-2.0
// The pictures of the console: every state of its screens that people look at, staged by keys and events from the story of
// tests/console/story.hpp. For screens_main.cpp, which saves them, and layout_test.cpp, which measures them.
#pragma once

#include <functional>
#include <vector>

#include "console/model/console_model.hpp"
#include "tests/console/story.hpp"

namespace voelspriet::console {

struct Picture {
  const char* name;
  std::function<void(Story&, ConsoleModel&)> stage;
  bool exercise = false;
  bool told = true;
};

const std::vector<Picture>& pictures();
// A console that stands as the picture wants it; `story` is new and lives as long.
ConsoleModel staged(const Picture& picture, Story& story, int zoom);

}  // namespace voelspriet::console
