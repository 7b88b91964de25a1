// Decompression of gzip members with zlib (Debian's zlib1g-dev).
//
// Why a shim: inflateInit2 is a macro that Swift's importer does not see, and a z_stream must
// keep its address, since zlib's state points back to it.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The decompressor of one gzip member after the other.
typedef struct cprep_gzip_stream cprep_gzip_stream;

typedef enum {
  /// All input was used, or all room filled.
  cprep_gzip_more,
  /// The member's checksum and length are right; the next call begins another member.
  cprep_gzip_member_end,
  cprep_gzip_corrupt,
  cprep_gzip_out_of_memory,
} cprep_gzip_status;

/// Nil only where memory is exhausted.
cprep_gzip_stream *_Nullable cprep_gzip_create(void);
void cprep_gzip_free(cprep_gzip_stream *_Nullable stream);

/// Decompresses from `input` into `output`; says how many bytes of each were used.
cprep_gzip_status cprep_gzip_decompress(
    cprep_gzip_stream *_Nonnull stream, const void *_Nullable input, size_t inputByteCount,
    size_t *_Nonnull consumedByteCount, void *_Nullable output, size_t outputByteCount,
    size_t *_Nonnull producedByteCount);

/// What zlib found wrong, terminated; valid until the stream is freed.
const char *_Nonnull cprep_gzip_message(const cprep_gzip_stream *_Nonnull stream);

/// The version of the library in use, such as "1.2.13".
const char *_Nonnull cprep_zlib_version(void);
