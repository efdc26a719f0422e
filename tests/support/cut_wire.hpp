// SPDX-License-Identifier: Apache-2.0
// A wire between a client and a unix socket that can be cut at the worst moments: before a request gets through, or after it was
// done and before its answer. Serves one connection at a time on a thread of its own.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace voelspriet::support {

class CutWire {
 public:
  CutWire(std::string path, std::string server_path);
  ~CutWire();

  const std::string& path() const { return path_; }
  // The next request whose bytes contain `word` is cut; the connection ends there.
  void cut_request(const std::string& word) { arm(word, Cut::request); }
  void cut_answer(const std::string& word) { arm(word, Cut::answer); }

 private:
  enum class Cut { none, request, answer };
  void arm(const std::string& word, Cut cut);
  void serve();
  void carry(int client, int server);

  const std::string path_, server_path_;
  int listener_;
  std::string word_;                     // written before cut_, read after
  std::atomic<Cut> cut_ = Cut::none;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

}  // namespace voelspriet::support
