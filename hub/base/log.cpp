// SPDX-License-Identifier: Apache-2.0
#include "hub/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>

namespace voelspriet {

void start_logging(std::string_view program, std::string_view level) {
  auto logger = spdlog::stderr_logger_mt(std::string{program});
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%f level=%l from=%n %v");
  logger->set_level(spdlog::level::from_str(std::string{level}));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

void log_info(std::string_view at, std::string_view message) { spdlog::info("at={} {}", at, message); }
void log_warn(std::string_view at, std::string_view message) { spdlog::warn("at={} {}", at, message); }
void log_error(std::string_view at, std::string_view message) { spdlog::error("at={} {}", at, message); }

}  // namespace voelspriet
