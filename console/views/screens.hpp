// SPDX-License-Identifier: Apache-2.0
// The one table of screens: key, title, what stands behind the tab, and how it is drawn.
#pragma once

#include <span>

#include "console/views/views.hpp"

namespace voelspriet::console {

struct TabCount {
  std::size_t number = 0;
  bool wrong = false;
};

struct ScreenEntry {
  Screen screen;
  Act act;
  const char* key;    // as printed on the key
  const char* title;  // of tr()
  const char* help;   // of tr(): one line in the help
  void (*draw)(Rect, ConsoleModel&, Ui&);
  TabCount (*count)(const Rows&);
};

std::span<const ScreenEntry> screens();

}  // namespace voelspriet::console
