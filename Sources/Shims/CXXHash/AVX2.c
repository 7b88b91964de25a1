// XXH3 with AVX2 (Haswell, Zen and later).
#if defined(__x86_64__)
#include <immintrin.h>
#include <stdlib.h>
#include <string.h>

#include "Functions.h"

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
// Two is XXH_AVX2, which xxhash.h defines only when it is included.
#define XXH_VECTOR 2
#define NAME(name) cprep_xxh3_avx2_##name
#include "Functions.inc"
#pragma clang attribute pop
#endif
