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

// What the set's program and automaton may take, of which only what is used is allocated.
constexpr int64_t kSetMemoryLimit = 256 << 20;
// RE2 gives a quarter of it to a program's instructions, of 16 bytes each.
constexpr int64_t kPatternMemoryLimit = int64_t{CPREP_RE2_INSTRUCTION_LIMIT} * 16 * 4;

re2::RE2::Options options(int64_t memory_limit) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(memory_limit);
  return options;
}

re2::StringPiece piece(const uint8_t *bytes, size_t byte_count) {
  return re2::StringPiece(reinterpret_cast<const char *>(bytes), byte_count);
}

}  // namespace

struct cprep_re2_set {
  re2::RE2::Set set{options(kSetMemoryLimit), re2::RE2::UNANCHORED};
  // Each by itself: for what the set's automaton has no memory for, and to judge a pattern alone.
  std::vector<std::unique_ptr<re2::RE2>> patterns;
};

extern "C" cprep_re2_set *cprep_re2_make(void) noexcept {
  try {
    return new cprep_re2_set;
  } catch (...) {
    return nullptr;
  }
}

extern "C" cprep_re2_status cprep_re2_add(
    cprep_re2_set *set, const uint8_t *pattern, size_t byte_count, int32_t *instruction_count,
    char *message, size_t capacity) noexcept {
  if (capacity > 0) message[0] = 0;
  *instruction_count = 0;
  try {
    auto single =
        std::make_unique<re2::RE2>(piece(pattern, byte_count), options(kPatternMemoryLimit));
    if (single->error_code() == re2::RE2::ErrorPatternTooLarge) return cprep_re2_too_large;
    std::string error = single->error();
    if (!single->ok() || set->set.Add(piece(pattern, byte_count), &error) < 0) {
      std::snprintf(message, capacity, "%s", error.c_str());
      return cprep_re2_wrong;
    }
    bool is_everywhere = re2::RE2::PartialMatch("", *single);
    *instruction_count = single->ProgramSize();
    set->patterns.push_back(std::move(single));
    return is_everywhere ? cprep_re2_everywhere : cprep_re2_added;
  } catch (...) {
    std::snprintf(message, capacity, "out of memory");
  }
  return cprep_re2_wrong;
}

extern "C" int32_t cprep_re2_compile(cprep_re2_set *set) noexcept {
  try {
    return set->set.Compile() ? 0 : -1;
  } catch (...) {
    return -1;
  }
}

extern "C" int32_t cprep_re2_first_match(
    const cprep_re2_set *set, const uint8_t *text, size_t byte_count) noexcept {
  try {
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
  } catch (...) {
    return -2;
  }
}

extern "C" void cprep_re2_free(cprep_re2_set *set) noexcept { delete set; }
