#include "CMessageDigest.h"

#include <sha2.h>

void cprep_sha256(const void *bytes, size_t byteCount, uint8_t digest[32]) {
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, bytes, byteCount);
  SHA256Final(digest, &context);
}
