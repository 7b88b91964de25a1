// XXH3, for checksums of inputs, parts and shards.
//
// Why a shim: xxhash.h implements everything in macros and inline functions chosen by
// preprocessor switches, which Swift's importer does not see. The code is compiled into this
// target (XXH_INLINE_ALL), so nothing is linked and a shared library stands alone.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// A 128-bit hash: its low and its high half.
typedef struct {
  uint64_t low;
  uint64_t high;
} cprep_hash128;

/// The state of a hash that is fed piece by piece.
typedef struct cprep_xxh3_state cprep_xxh3_state;

uint64_t cprep_xxh3_64(const void *_Nullable bytes, size_t byteCount);
cprep_hash128 cprep_xxh3_128(const void *_Nullable bytes, size_t byteCount);

/// Nil only where memory is exhausted.
cprep_xxh3_state *_Nullable cprep_xxh3_create(void);
void cprep_xxh3_update(
    cprep_xxh3_state *_Nonnull state, const void *_Nullable bytes, size_t byteCount);
/// The hash of what was fed so far; more may follow.
cprep_hash128 cprep_xxh3_digest128(const cprep_xxh3_state *_Nonnull state);
void cprep_xxh3_free(cprep_xxh3_state *_Nullable state);
