// SPDX-License-Identifier: Apache-2.0
// A screen without a screen, and a person at its keyboard: Xvfb on a free display, keys by xdotool, and the window's title as the
// one thing that tells where the person is. One test thread; throws where a test could not go on.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace voelspriet::support {

class Screen {
 public:
  explicit Screen(const std::string& size);

  // What a program needs to open its window here.
  std::map<std::string, std::string> environment() const;
  // Keys as xdotool names them, one after another.
  void press(std::vector<std::string> keys);
  // ASCII: a letter that no key has would change the keyboard while the program reads it.
  void type(const std::string& text);
  // Of our window; "" = there is none yet.
  std::string title();
  // Waits until the title has these words in it; throws what it has instead.
  void wait_for(const std::string& words);
  // What stands on the screen now, as PNG.
  void save(const std::filesystem::path& picture) const;

 private:
  Outcome xdotool(std::vector<std::string> arguments) const;

  Process server_;
  std::string display_;
};

}  // namespace voelspriet::support
