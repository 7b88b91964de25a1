#include "CXXHash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

struct cprep_xxh3_state;

uint64_t cprep_xxh3_64(const void *bytes, size_t byteCount) {
  return XXH3_64bits(bytes, byteCount);
}

cprep_hash128 cprep_xxh3_128(const void *bytes, size_t byteCount) {
  XXH128_hash_t hash = XXH3_128bits(bytes, byteCount);
  return (cprep_hash128){hash.low64, hash.high64};
}

cprep_xxh3_state *cprep_xxh3_create(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state) XXH3_128bits_reset(state);
  return (cprep_xxh3_state *)state;
}

void cprep_xxh3_update(cprep_xxh3_state *state, const void *bytes, size_t byteCount) {
  XXH3_128bits_update((XXH3_state_t *)state, bytes, byteCount);
}

cprep_hash128 cprep_xxh3_digest128(const cprep_xxh3_state *state) {
  XXH128_hash_t hash = XXH3_128bits_digest((const XXH3_state_t *)state);
  return (cprep_hash128){hash.low64, hash.high64};
}

void cprep_xxh3_free(cprep_xxh3_state *state) {
  XXH3_freeState((XXH3_state_t *)state);
}
