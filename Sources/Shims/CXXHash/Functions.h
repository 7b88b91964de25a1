// The functions of XXH3 that have a copy for each kind of vectors.
#pragma once

#include "CXXHash.h"

#if defined(__x86_64__)
uint64_t cprep_xxh3_avx2_64(const void *bytes, size_t byteCount);
cprep_hash128 cprep_xxh3_avx2_128(const void *bytes, size_t byteCount);
void cprep_xxh3_avx2_update(cprep_xxh3_state *state, const void *bytes, size_t byteCount);
#endif
