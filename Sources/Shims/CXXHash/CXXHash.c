// XXH3 with the vectors that every processor has, and which copy is called.
#include "Functions.h"

#define NAME(name) baseline_##name
static uint64_t baseline_64(const void *bytes, size_t byteCount);
static cprep_hash128 baseline_128(const void *bytes, size_t byteCount);
static void baseline_update(cprep_xxh3_state *state, const void *bytes, size_t byteCount);
#include "Functions.inc"

/// Whether the processor has AVX2: a load and a test once the first call has asked.
static inline int has_avx2(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return 0;
#endif
}

#if defined(__x86_64__)
#define CALL(name) (has_avx2() ? cprep_xxh3_avx2_##name : baseline_##name)
#else
#define CALL(name) baseline_##name
#endif

uint64_t cprep_xxh3_64(const void *bytes, size_t byteCount) { return CALL(64)(bytes, byteCount); }

cprep_hash128 cprep_xxh3_128(const void *bytes, size_t byteCount) {
  return CALL(128)(bytes, byteCount);
}

cprep_xxh3_state *cprep_xxh3_create(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state) XXH3_128bits_reset(state);
  return (cprep_xxh3_state *)state;
}

void cprep_xxh3_update(cprep_xxh3_state *state, const void *bytes, size_t byteCount) {
  CALL(update)(state, bytes, byteCount);
}

cprep_hash128 cprep_xxh3_digest128(const cprep_xxh3_state *state) {
  XXH128_hash_t hash = XXH3_128bits_digest((const XXH3_state_t *)state);
  return (cprep_hash128){hash.low64, hash.high64};
}

void cprep_xxh3_free(cprep_xxh3_state *state) { XXH3_freeState((XXH3_state_t *)state); }
