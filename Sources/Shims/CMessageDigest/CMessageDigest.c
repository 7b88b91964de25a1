#include "CMessageDigest.h"

#include <nettle/sha2.h>

void cprep_sha256(const void *bytes, size_t byteCount, uint8_t digest[32]) {
  struct sha256_ctx context;
  sha256_init(&context);
  if (byteCount > 0) sha256_update(&context, byteCount, bytes);
  sha256_digest(&context, SHA256_DIGEST_SIZE, digest);
}
