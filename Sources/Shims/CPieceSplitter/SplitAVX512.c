// The rules with AVX-512 (F, BW, VL, VBMI2: Ice Lake, Zen 4 and later).
#if defined(__x86_64__)
#include <immintrin.h>

#include "CPieceSplitter.h"

#pragma clang attribute push(                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,lzcnt,popcnt"))),         \
    apply_to = function)

#define KERNEL(name) cprep_avx512_##name

static inline __m512i all(int byte) { return _mm512_set1_epi8((char)byte); }

static inline uint64_t below(__m512i bytes, int limit) {
  return _mm512_cmplt_epu8_mask(bytes, all(limit));
}

static inline uint64_t equal(__m512i bytes, int byte) {
  return _mm512_cmpeq_epi8_mask(bytes, all(byte));
}

static inline void ascii_masks(const uint8_t *p, cprep_masks *m) {
  __m512i bytes = _mm512_loadu_si512(p);
  m->high = _mm512_movepi8_mask(bytes);
  m->letter = below(_mm512_sub_epi8(_mm512_or_si512(bytes, all(0x20)), all('a')), 26);
  m->number = below(_mm512_sub_epi8(bytes, all('0')), 10);
  m->newline = equal(bytes, '\n') | equal(bytes, '\r');
  m->space = equal(bytes, ' ');
  uint64_t controls = below(_mm512_sub_epi8(bytes, all('\t')), 5);
  m->white = m->space | (controls & ~m->newline);
  m->apostrophe = equal(bytes, '\'');
}

#define EASY_MASKS(p)                                                                              \
  __m512i bytes = _mm512_loadu_si512(p);                                                           \
  uint64_t continuation = below(_mm512_sub_epi8(bytes, all(0x80)), 0x40);                          \
  uint64_t second = ~below(bytes, 0xB8);
#define EQUAL(byte) equal(bytes, byte)
#define BETWEEN(first, last) below(_mm512_sub_epi8(bytes, all(first)), (last) - (first) + 1)
#include "EasyLetters.inc"

static inline size_t flatten(uint64_t bits, uint32_t offset, uint32_t *out) {
  const __m512i places = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
      40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
      17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const __m512i base = _mm512_set1_epi32((int)offset);
  __m512i chosen = _mm512_maskz_compress_epi8(bits, places);
  size_t count = (size_t)__builtin_popcountll(bits);
  // Nearly always at most 16 or 32 pieces a batch.
  _mm512_storeu_si512(
      out, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen))));
  if (count > 16) {
    __m128i second = _mm512_extracti32x4_epi32(chosen, 1);
    _mm512_storeu_si512(out + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(second)));
  }
  if (count > 32) {
    __m128i third = _mm512_extracti32x4_epi32(chosen, 2);
    __m128i fourth = _mm512_extracti32x4_epi32(chosen, 3);
    _mm512_storeu_si512(out + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(third)));
    _mm512_storeu_si512(out + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(fourth)));
  }
  return count;
}

#include "Split.inc"

#pragma clang attribute pop
#endif
