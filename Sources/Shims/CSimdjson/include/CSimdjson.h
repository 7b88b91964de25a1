// simdjson's DOM parser (Debian's libsimdjson-dev) after C: the fast reader of input lines.
//
// Why a shim: the library is C++, and C++ interoperability is kept out of the Swift modules. One
// call a line parses it where it lies and hands out simdjson's tape (its doc/tape.md), which
// Swift walks without further calls. The DOM and not the on-demand parser, which accepts many
// malformed documents as long as nobody reads their bad parts.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CPREP_SIMDJSON_NOEXCEPT noexcept
extern "C" {
#else
#define CPREP_SIMDJSON_NOEXCEPT
#endif

/// A parser with its reused buffers; one a thread.
typedef struct cprep_simdjson_parser cprep_simdjson_parser;

/// A parsed document; valid until the parser's next call.
typedef struct {
  /// The tape; the document's value stands at word 1.
  const uint64_t *_Nullable words;
  /// Where the tape's strings lie: each a 32-bit native-endian length, then its bytes.
  const uint8_t *_Nullable strings;
} cprep_simdjson_tape;

typedef enum {
  cprep_simdjson_parsed,
  /// Not one JSON value, or one that simdjson does not take: numbers beyond 64 bits.
  cprep_simdjson_refused,
  cprep_simdjson_out_of_memory,
} cprep_simdjson_status;

/// Makes a parser that takes up to `maximumDepth` nested objects and arrays, an empty innermost
/// one not counted. Nil where memory is exhausted.
cprep_simdjson_parser *_Nullable cprep_simdjson_create(size_t maximumDepth) CPREP_SIMDJSON_NOEXCEPT;
void cprep_simdjson_free(cprep_simdjson_parser *_Nullable parser) CPREP_SIMDJSON_NOEXCEPT;

/// Parses `byteCount` bytes (fewer than 4 GiB). At least 64 bytes after them must be readable;
/// what they hold does not matter.
cprep_simdjson_status cprep_simdjson_parse(
    cprep_simdjson_parser *_Nonnull parser, const void *_Nonnull bytes, size_t byteCount,
    cprep_simdjson_tape *_Nonnull tape) CPREP_SIMDJSON_NOEXCEPT;

/// The version that was compiled in, such as "3.1.0".
const char *_Nonnull cprep_simdjson_version(void) CPREP_SIMDJSON_NOEXCEPT;
/// The processor's instructions that it has chosen, such as "haswell".
const char *_Nonnull cprep_simdjson_implementation(void) CPREP_SIMDJSON_NOEXCEPT;

#ifdef __cplusplus
}
#endif
