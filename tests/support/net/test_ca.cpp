// SPDX-License-Identifier: Apache-2.0
#include "tests/support/net/test_ca.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace voelspriet::support {
namespace {

constexpr long kHour = 3'600;

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error{what};
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  must(extension, "certificate extension");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate make_certificate(const std::string& name, EVP_PKEY* key, long from, long until) {
  static long serial = 1;
  Certificate certificate{X509_new()};
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial++);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until);
  X509_set_pubkey(certificate.get(), key);
  const auto* bytes = reinterpret_cast<const unsigned char*>(name.c_str());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8, bytes, -1, -1, 0);
  return certificate;
}

template <class Write>
void write_pem(const std::filesystem::path& path, Write write) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  must(file, "cannot write a PEM file");
  const bool written = write(file) == 1;
  must(std::fclose(file) == 0 && written, "cannot write a PEM file");
}

}  // namespace

struct TestCa::Impl {
  Key key{EVP_EC_gen("P-256")};
  Certificate certificate;
};

TestCa::TestCa(std::filesystem::path folder, const std::string& name)
    : folder_(std::move(folder)), ca_file_(folder_ / (name + ".pem")), impl_(std::make_unique<Impl>()) {
  impl_->certificate = make_certificate(name, impl_->key.get(), -kHour, kHour);
  X509* self = impl_->certificate.get();
  X509_set_issuer_name(self, X509_get_subject_name(self));
  add_extension(self, self, NID_basic_constraints, "critical,CA:TRUE");
  must(X509_sign(self, impl_->key.get(), EVP_sha256()) > 0, "cannot sign");
  write_pem(ca_file_, [self](std::FILE* file) { return PEM_write_X509(file, self); });
}

TestCa::~TestCa() = default;

ServerFiles TestCa::issue(const std::string& host, bool expired) const {
  const Key key{EVP_EC_gen("P-256")};
  const auto certificate = make_certificate(host, key.get(), -2 * kHour, expired ? -kHour : kHour);
  X509* issuer = impl_->certificate.get();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
  const bool address = host.find_first_not_of("0123456789.") == std::string::npos;
  add_extension(certificate.get(), issuer, NID_subject_alt_name, (address ? "IP:" : "DNS:") + host);
  must(X509_sign(certificate.get(), impl_->key.get(), EVP_sha256()) > 0, "cannot sign");
  const std::string stem = host + (expired ? "-expired" : "") + "-" + ca_file_.stem().string();
  ServerFiles files{folder_ / (stem + ".pem"), folder_ / (stem + ".key")};
  write_pem(files.certificate, [&](std::FILE* file) { return PEM_write_X509(file, certificate.get()); });
  write_pem(files.key, [&](std::FILE* file) {
    return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  return files;
}

}  // namespace voelspriet::support
