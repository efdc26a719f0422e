// SPDX-License-Identifier: Apache-2.0
#include "hub/net/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/url.hpp>
#include <cctype>
#include <charconv>

#include "hub/base/limits.hpp"

namespace voelspriet::net {
namespace {

namespace urls = boost::urls;

struct Scheme {
  std::string_view name;
  std::uint16_t port;
};
constexpr std::array<Scheme, 4> kSchemes{{{"http", 80}, {"https", 443}, {"ws", 80}, {"wss", 443}}};

const Scheme* find_scheme(std::string_view name) {
  const auto found =
      std::find_if(kSchemes.begin(), kSchemes.end(), [&](const Scheme& scheme) { return scheme.name == name; });
  return found == kSchemes.end() ? nullptr : found;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Result<Url> from_view(const urls::url_view& view, std::string_view text) {
  const std::string where{text.substr(0, limits::kNameMax)};
  Url url;
  url.scheme = lower(std::string{view.scheme()});
  const Scheme* scheme = find_scheme(url.scheme);
  if (!scheme) return fail(Errc::kUnsupported, where, "only http, https, ws and wss are known");
  if (view.has_userinfo()) return fail(Errc::kBadValue, where, "a name or password does not belong in a URL");
  url.host = lower(std::string{view.host_address()});
  if (url.host.empty()) return fail(Errc::kBadValue, where, "no host");
  const std::string_view digits{view.port().data(), view.port().size()};
  url.port = scheme->port;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
  if (!digits.empty() && (read.ec != std::errc{} || url.port == 0)) return fail(Errc::kBadValue, where, "not a port");
  url.target = std::string{view.encoded_target()};
  // Boost.URL 1.81 reads 127.0.0.1.example as an address and takes the rest for a path.
  if (!url.target.empty() && url.target.front() != '/' && url.target.front() != '?')
    return fail(Errc::kMalformed, where, "not a URL");
  if (url.target.empty() || url.target.front() != '/') url.target.insert(0, 1, '/');
  return url;
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  if (text.size() > limits::kLinkMax) return fail(Errc::kTooLarge, "url", "longer than a link may be");
  const auto view = urls::parse_uri(text);
  if (!view) return fail(Errc::kMalformed, std::string{text.substr(0, limits::kNameMax)}, "not a URL");
  return from_view(*view, text);
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
  if (reference.size() > limits::kLinkMax) return fail(Errc::kTooLarge, "location", "longer than a link may be");
  const auto relative = urls::parse_uri_reference(reference);
  const std::string base_text = to_string(base);
  urls::url resolved;
  if (!relative || !urls::resolve(urls::url_view{base_text}, *relative, resolved)) {
    return fail(Errc::kMalformed, "location", "not a URL");
  }
  return from_view(resolved, reference);
}

std::string to_string(const Url& url) { return fmt::format("{}://{}{}", url.scheme, host_header(url), url.target); }

std::string host_header(const Url& url) {
  const std::string host = url.host.find(':') == std::string::npos ? url.host : fmt::format("[{}]", url.host);
  const Scheme* scheme = find_scheme(url.scheme);
  return scheme && scheme->port == url.port ? host : fmt::format("{}:{}", host, url.port);
}

}  // namespace voelspriet::net
