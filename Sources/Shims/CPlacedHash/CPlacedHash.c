#include "CPlacedHash.h"

#include <string.h>

/// Adds the product of one word and its key to the sum.
static inline __attribute__((always_inline)) void add(
    cprep_sum128 *sum, const void *place, const uint64_t *key) {
  uint64_t word;
  memcpy(&word, place, sizeof word);
#if defined(__x86_64__)
  __asm__("mulq %3\n\taddq %%rax, %0\n\tadcq %%rdx, %1"
          : "+r"(sum->low), "+r"(sum->high), "+a"(word)
          : "m"(*key)
          : "rdx", "cc");
#else
  // Other processors that Swift runs on are little-endian too.
  unsigned __int128 product = (unsigned __int128)word * *key;
  uint64_t low = sum->low + (uint64_t)product;
  sum->high += (uint64_t)(product >> 64) + (low < sum->low);
  sum->low = low;
#endif
}

cprep_sum128 cprep_placed_sum(const void *words, size_t wordCount, const uint64_t *keys) {
  cprep_sum128 sum = {0, 0};
  const char *word = words;
  size_t index = 0;
  // A number that the compiler knows, so that it unrolls the inner loop.
  enum { STEP = 32 };
  for (; index + STEP <= wordCount; index += STEP) {
#pragma clang loop unroll(full)
    for (size_t next = 0; next < STEP; next++) {
      add(&sum, word + 8 * (index + next), keys + index + next);
    }
  }
  for (; index < wordCount; index++) add(&sum, word + 8 * index, keys + index);
  return sum;
}
