#include "CRE2.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include <re2/re2.h>
#include <re2/set.h>

namespace {

// What compiled patterns and their automaton may take, of which only what is used is allocated.
constexpr int64_t kMemoryLimit = 256 << 20;

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemoryLimit);
  return options;
}

re2::StringPiece piece(const uint8_t *bytes, size_t byte_count) {
  return re2::StringPiece(reinterpret_cast<const char *>(bytes), byte_count);
}

}  // namespace

struct cprep_re2_set {
  re2::RE2::Set set{options(), re2::RE2::UNANCHORED};
  // Each by itself: for what the set's automaton has no memory for, and to judge a pattern alone.
  std::vector<std::unique_ptr<re2::RE2>> patterns;
};

extern "C" cprep_re2_set *cprep_re2_make(void) {
  try {
    return new cprep_re2_set;
  } catch (...) {
    return nullptr;
  }
}

extern "C" int32_t cprep_re2_add(
    cprep_re2_set *set, const uint8_t *pattern, size_t byte_count, char *message, size_t capacity) {
  try {
    auto single = std::make_unique<re2::RE2>(piece(pattern, byte_count), options());
    std::string error = single->error();
    if (single->ok() && set->set.Add(piece(pattern, byte_count), &error) >= 0) {
      bool is_everywhere = re2::RE2::PartialMatch("", *single);
      set->patterns.push_back(std::move(single));
      if (capacity > 0) message[0] = 0;
      return is_everywhere ? 2 : 0;
    }
    std::snprintf(message, capacity, "%s", error.c_str());
  } catch (...) {
    std::snprintf(message, capacity, "out of memory");
  }
  return 1;
}

extern "C" int32_t cprep_re2_compile(cprep_re2_set *set) {
  try {
    return set->set.Compile() ? 0 : -1;
  } catch (...) {
    return -1;
  }
}

extern "C" int32_t cprep_re2_first_match(
    const cprep_re2_set *set, const uint8_t *text, size_t byte_count) {
  // An absent pointer would be read as an absent text by some versions.
  re2::StringPiece whole = byte_count == 0 ? re2::StringPiece("") : piece(text, byte_count);
  std::vector<int> found;
  re2::RE2::Set::ErrorInfo error = {re2::RE2::Set::kNoError};
  if (set->set.Match(whole, &found, &error)) return *std::min_element(found.begin(), found.end());
  if (error.kind == re2::RE2::Set::kNoError) return -1;
  for (size_t i = 0; i < set->patterns.size(); i++) {
    if (re2::RE2::PartialMatch(whole, *set->patterns[i])) return static_cast<int32_t>(i);
  }
  return -1;
}

extern "C" void cprep_re2_free(cprep_re2_set *set) { delete set; }
