// The rules with NEON (every 64-bit ARM processor).
#if defined(__aarch64__)
#include <arm_neon.h>

#include "CPieceSplitter.h"

#define KERNEL(name) cprep_neon_##name

typedef struct {
  uint8x16_t part[4];
} bytes64;

static inline bytes64 load(const uint8_t *p) {
  return (bytes64){{vld1q_u8(p), vld1q_u8(p + 16), vld1q_u8(p + 32), vld1q_u8(p + 48)}};
}

/// One bit a byte of four comparisons: weights of a bit each, added pairwise three times.
static inline uint64_t mask(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t low = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
  uint8x16_t high = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
  uint8x16_t sum = vpaddq_u8(low, high);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

static inline uint64_t equal(bytes64 bytes, uint8_t byte) {
  uint8x16_t all = vdupq_n_u8(byte);
  return mask(
      vceqq_u8(bytes.part[0], all), vceqq_u8(bytes.part[1], all), vceqq_u8(bytes.part[2], all),
      vceqq_u8(bytes.part[3], all));
}

static inline uint64_t between(bytes64 bytes, uint8_t first, uint8_t last) {
  uint8x16_t base = vdupq_n_u8(first), limit = vdupq_n_u8(last - first);
  return mask(
      vcleq_u8(vsubq_u8(bytes.part[0], base), limit), vcleq_u8(vsubq_u8(bytes.part[1], base), limit),
      vcleq_u8(vsubq_u8(bytes.part[2], base), limit), vcleq_u8(vsubq_u8(bytes.part[3], base), limit));
}

static inline void ascii_masks(const uint8_t *p, cprep_masks *m) {
  bytes64 bytes = load(p);
  bytes64 folded = bytes;
  for (unsigned i = 0; i < 4; i++) folded.part[i] = vorrq_u8(bytes.part[i], vdupq_n_u8(0x20));
  m->high = between(bytes, 0x80, 0xFF);
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
  for (size_t done = 0; done < count; done += 8) {
    for (unsigned i = 0; i < 8; i++) {
      // The place of no bit at all is any; what is written there is overwritten.
      out[done + i] = offset + (bits ? (uint32_t)__builtin_ctzll(bits) : 0);
      bits &= bits - 1;
    }
  }
  return count;
}

#include "Split.inc"
#endif
