// The rules with AVX2 (Haswell, Zen and later).
#if defined(__x86_64__)
#include <immintrin.h>

#include "CPieceSplitter.h"

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define KERNEL(name) cprep_avx2_##name

typedef struct {
  __m256i low, high;
} bytes64;

static inline bytes64 load(const uint8_t *p) {
  return (bytes64){
      _mm256_loadu_si256((const __m256i *)p), _mm256_loadu_si256((const __m256i *)(p + 32))};
}

static inline uint64_t mask(__m256i low, __m256i high) {
  return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

static inline uint64_t equal(bytes64 bytes, int byte) {
  __m256i all = _mm256_set1_epi8((char)byte);
  return mask(_mm256_cmpeq_epi8(bytes.low, all), _mm256_cmpeq_epi8(bytes.high, all));
}

/// Bytes from `first` to `last`: those whose distance from `first`, without sign, is small.
static inline uint64_t between(bytes64 bytes, int first, int last) {
  __m256i base = _mm256_set1_epi8((char)first);
  __m256i limit = _mm256_set1_epi8((char)(last - first));
  __m256i low = _mm256_sub_epi8(bytes.low, base), high = _mm256_sub_epi8(bytes.high, base);
  return mask(
      _mm256_cmpeq_epi8(_mm256_min_epu8(low, limit), low),
      _mm256_cmpeq_epi8(_mm256_min_epu8(high, limit), high));
}

static inline void ascii_masks(const uint8_t *p, cprep_masks *m) {
  bytes64 bytes = load(p);
  __m256i lower = _mm256_set1_epi8(0x20);
  bytes64 folded = {_mm256_or_si256(bytes.low, lower), _mm256_or_si256(bytes.high, lower)};
  m->high = mask(bytes.low, bytes.high);
  m->letter = between(folded, 'a', 'z');
  m->number = between(bytes, '0', '9');
  m->newline = equal(bytes, '\n') | equal(bytes, '\r');
  m->space = equal(bytes, ' ');
  m->white = m->space | (between(bytes, '\t', '\r') & ~m->newline);
  m->apostrophe = equal(bytes, '\'');
}

#define EASY_MASKS(p)                                                                              \
  bytes64 bytes = load(p);                                                                         \
  uint64_t continuation = between(bytes, 0x80, 0xBF);                                              \
  uint64_t second = between(bytes, 0xB8, 0xFF);
#define EQUAL(byte) equal(bytes, byte)
#define BETWEEN(first, last) between(bytes, first, last)
#include "EasyLetters.inc"

static inline size_t flatten(uint64_t bits, uint32_t offset, uint32_t *out) {
  size_t count = (size_t)__builtin_popcountll(bits);
  // Eight at a time: a branch a few pieces, not one each. Places beyond the last are overwritten.
  for (size_t done = 0; done < count; done += 8) {
    for (unsigned i = 0; i < 8; i++) {
      out[done + i] = offset + (uint32_t)_tzcnt_u64(bits);
      bits = _blsr_u64(bits);
    }
  }
  return count;
}

#include "Split.inc"

#pragma clang attribute pop
#endif
