// The rules in plain C, for any processor; what tests compare the other kernels with.
#include "CPieceSplitter.h"

#define KERNEL(name) cprep_portable_##name

static inline void ascii_masks(const uint8_t *p, cprep_masks *m) {
  for (unsigned i = 0; i < 64; i++) {
    uint8_t byte = p[i];
    uint64_t bit = 1ull << i;
    if (byte >= 0x80) m->high |= bit;
    else if ((uint8_t)((byte | 0x20) - 'a') < 26) m->letter |= bit;
    else if ((uint8_t)(byte - '0') < 10) m->number |= bit;
    else if (byte == '\n' || byte == '\r') m->newline |= bit;
    else if (byte == ' ' || (byte >= '\t' && byte <= '\f')) m->white |= bit;
    if (byte == ' ') m->space |= bit;
    if (byte == '\'') m->apostrophe |= bit;
  }
}

static inline uint64_t easy_letters(const uint8_t *p) {
  (void)p;
  return 0;
}

static inline size_t flatten(uint64_t bits, uint32_t offset, uint32_t *out) {
  size_t count = 0;
  for (; bits; bits &= bits - 1) out[count++] = offset + (uint32_t)__builtin_ctzll(bits);
  return count;
}

#include "Split.inc"
