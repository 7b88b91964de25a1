// SHA-256 from nettle (Debian's nettle-dev): the fingerprint of the tokenizer's file.
//
// Why a shim: nettle's functions take a context whose size is only known to C. Why nettle: it uses
// the processor's SHA instructions where there are any, which is a tenth of the time.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Writes the 32 bytes of the SHA-256 of `bytes` to `digest`.
void cprep_sha256(
    const void *_Nullable bytes, size_t byteCount, uint8_t digest[_Nonnull 32]);
