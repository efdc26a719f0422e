// SPDX-License-Identifier: Apache-2.0
// A certificate authority that lives as long as a test: keys and certificates are made with OpenSSL, never stored in
// the repository. Throws when OpenSSL does.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace voelspriet::support {

struct ServerFiles {
  std::filesystem::path certificate, key;  // PEM
};

class TestCa {
 public:
  // Writes <folder>/<name>.pem, to be trusted.
  TestCa(std::filesystem::path folder, const std::string& name);
  ~TestCa();

  const std::filesystem::path& ca_file() const { return ca_file_; }
  // A certificate for one host, "localhost" or "127.0.0.1", valid for an hour, or expired an hour ago.
  ServerFiles issue(const std::string& host, bool expired = false) const;

 private:
  struct Impl;
  std::filesystem::path folder_, ca_file_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace voelspriet::support
