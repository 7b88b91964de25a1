// The hot loop of PlacedHash: a sum of 128-bit products.
//
// Why a shim: a word takes four instructions (load, multiply, add, add with carry). Compilers spend
// two more to copy the sum, from Swift as from C; the loop is written out.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// A number of 128 bits: its low and its high half.
typedef struct {
  uint64_t low;
  uint64_t high;
} cprep_sum128;

/// The sum modulo 2^128 of each of `wordCount` little-endian words of eight bytes, multiplied by the
/// key of the same index. The words may stand at any address.
cprep_sum128 cprep_placed_sum(
    const void *_Nonnull words, size_t wordCount, const uint64_t *_Nonnull keys);
