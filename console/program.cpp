// SPDX-License-Identifier: Apache-2.0
#include "console/program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

namespace voelspriet::console {

Result<Options> parse_options(std::vector<std::string> arguments) {
  Options options;
  CLI::App app{"voelspriet-console: the screen of a crisis communication desk", "voelspriet-console"};
  bool light = false;
  std::string size = "1440x900";
  app.add_option("--hub", options.hub, "the desk's hub.pub, or the folder it stands in")->required();
  app.add_option("--key", options.key, "your key file; without it the screen asks");
  app.add_option("--passphrase-file", options.passphrase_file, "file whose first line opens the key; without it the screen asks");
  app.add_option("--lang", options.lang, "nl or en")
      ->transform(CLI::CheckedTransformer(std::map<std::string, text::Lang>{{"nl", text::Lang::nl}, {"en", text::Lang::en}}))
      ->default_str("nl");
  app.add_option("--theme", light, "dark or light")
      ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"dark", false}, {"light", true}}))
      ->default_str("dark");
  app.add_option("--zoom", options.zoom, "size of everything in per cent")->check(CLI::Range(100, 200))->capture_default_str();
  app.add_option("--size", size, "window in pixels")->capture_default_str()->check([&](const std::string& given) {
    char end = 0;
    const bool read = std::sscanf(given.c_str(), "%5dx%5d%c", &options.width, &options.height, &end) == 2;
    return read && options.width >= 640 && options.height >= 400 ? std::string{} : std::string{"is not like 1440x900, at least 640x400"};
  });
  try {
    std::ranges::reverse(arguments);  // CLI11 takes them from the back
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    options.show = app.help();
  } catch (const CLI::ParseError& error) {
    return fail(Errc::kBadValue, "command line", error.what());
  }
  options.light = light;
  return options;
}

}  // namespace voelspriet::console
