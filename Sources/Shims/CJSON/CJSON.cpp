#include "CJSON.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace {
constexpr size_t maximumDepth = 64;
// About half a GiB of nodes: a document of ours that is as long as it may be has fewer.
constexpr size_t maximumNodeCount = size_t{1} << 22;
}

struct cprep_json_node {
  cprep_json_kind kind = cprep_json_null;
  bool boolean = false;
  int64_t signedValue = 0;
  uint64_t unsignedValue = 0;
  double doubleValue = 0;
  std::string string;
  std::vector<std::string> keys;
  std::vector<cprep_json_node *> children;
};

struct cprep_json_document {
  // A deque, so that a node's address holds while others are added.
  std::deque<cprep_json_node> nodes;
  cprep_json_node *root = nullptr;
};

namespace {

/// Builds the tree from the parser's events: unlike the library's own object type, it sees
/// duplicate keys and keeps the members' order.
struct Builder : nlohmann::json_sax<nlohmann::json> {
  cprep_json_document *document;
  std::vector<cprep_json_node *> open;
  size_t errorOffset = 0;

  explicit Builder(cprep_json_document *document) : document(document) {}

  cprep_json_node *add(cprep_json_kind kind) {
    if (document->nodes.size() == maximumNodeCount) throw std::length_error("too many values");
    document->nodes.emplace_back();
    cprep_json_node *node = &document->nodes.back();
    node->kind = kind;
    if (open.empty()) {
      document->root = node;
    } else {
      open.back()->children.push_back(node);
    }
    return node;
  }

  bool descend(cprep_json_kind kind) {
    if (open.size() >= maximumDepth) return false;
    open.push_back(add(kind));
    return true;
  }

  bool null() override { return add(cprep_json_null), true; }
  bool boolean(bool value) override { return add(cprep_json_boolean)->boolean = value, true; }
  bool number_integer(number_integer_t value) override {
    return add(cprep_json_signed)->signedValue = value, true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<number_unsigned_t>(INT64_MAX)) {
      return number_integer(static_cast<number_integer_t>(value));
    }
    return add(cprep_json_unsigned)->unsignedValue = value, true;
  }
  bool number_float(number_float_t value, const string_t &) override {
    return add(cprep_json_double)->doubleValue = value, true;
  }
  bool string(string_t &value) override {
    add(cprep_json_string)->string = std::move(value);
    return true;
  }
  bool binary(binary_t &) override { return false; }
  bool start_object(std::size_t) override { return descend(cprep_json_object); }
  bool key(string_t &value) override {
    open.back()->keys.push_back(std::move(value));
    return true;
  }
  bool end_object() override {
    // Sorted, since comparing each with each would take a hostile document hours.
    std::vector<const std::string *> keys;
    for (const std::string &key : open.back()->keys) keys.push_back(&key);
    std::sort(keys.begin(), keys.end(), [](auto *a, auto *b) { return *a < *b; });
    const auto equal = [](auto *a, auto *b) { return *a == *b; };
    if (std::adjacent_find(keys.begin(), keys.end(), equal) != keys.end()) return false;
    open.pop_back();
    return true;
  }
  bool start_array(std::size_t) override { return descend(cprep_json_array); }
  bool end_array() override { return open.pop_back(), true; }
  bool parse_error(std::size_t position, const std::string &,
                   const nlohmann::detail::exception &) override {
    errorOffset = position == 0 ? 0 : position - 1;
    return false;
  }
};

}  // namespace

extern "C" {

cprep_json_document *cprep_json_parse(const char *bytes, size_t byteCount,
                                      size_t *errorOffset) noexcept {
  // No exception may cross into Swift: what is thrown here (memory) reads as a refusal.
  try {
    auto document = std::make_unique<cprep_json_document>();
    Builder builder(document.get());
    if (nlohmann::json::sax_parse(bytes, bytes + byteCount, &builder) && document->root) {
      return document.release();
    }
    *errorOffset = builder.errorOffset;
  } catch (...) {
    *errorOffset = 0;
  }
  return nullptr;
}

void cprep_json_free(cprep_json_document *document) noexcept { delete document; }
const cprep_json_node *cprep_json_root(const cprep_json_document *document) noexcept {
  return document->root;
}
cprep_json_kind cprep_json_kind_of(const cprep_json_node *node) noexcept { return node->kind; }
int cprep_json_boolean_of(const cprep_json_node *node) noexcept { return node->boolean; }
int64_t cprep_json_signed_of(const cprep_json_node *node) noexcept { return node->signedValue; }
uint64_t cprep_json_unsigned_of(const cprep_json_node *node) noexcept {
  return node->unsignedValue;
}
double cprep_json_double_of(const cprep_json_node *node) noexcept { return node->doubleValue; }
const char *cprep_json_string_of(const cprep_json_node *node, size_t *byteCount) noexcept {
  *byteCount = node->string.size();
  return node->string.data();
}
size_t cprep_json_count_of(const cprep_json_node *node) noexcept { return node->children.size(); }
const cprep_json_node *cprep_json_child_of(const cprep_json_node *node, size_t index) noexcept {
  return node->children[index];
}
const char *cprep_json_key_of(const cprep_json_node *node, size_t index,
                              size_t *byteCount) noexcept {
  *byteCount = node->keys[index].size();
  return node->keys[index].data();
}

}  // extern "C"
