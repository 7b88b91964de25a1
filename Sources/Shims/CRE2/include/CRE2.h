// RE2, many regular expressions over one text, in time linear in its length.
//
// Why this exists: RE2 is C++ and takes C++ values, whose memory may run out; no C++ exception
// leaves. It is here, and not ICU's regular expressions, because a user's pattern must never make a
// build hang: RE2 has no backtracking, and a set of patterns costs one pass over the text.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CPREP_RE2_NOEXCEPT noexcept
extern "C" {
#else
#define CPREP_RE2_NOEXCEPT
#endif

/// The instructions that a pattern's program may have.
#define CPREP_RE2_INSTRUCTION_LIMIT 65536

typedef enum {
  cprep_re2_added,
  /// Not a regular expression that RE2 reads, or no memory is left for it.
  cprep_re2_wrong,
  /// Right, but found in the empty text.
  cprep_re2_everywhere,
  /// More than `CPREP_RE2_INSTRUCTION_LIMIT` instructions.
  cprep_re2_too_large,
} cprep_re2_status;

/// Patterns that are looked for together; after `cprep_re2_compile`, threads may match at once.
typedef struct cprep_re2_set cprep_re2_set;

/// An empty set, or NULL where there is no memory.
cprep_re2_set *_Nullable cprep_re2_make(void) CPREP_RE2_NOEXCEPT;

/// Adds a pattern in RE2's syntax, UTF-8. Patterns are numbered from 0.
///
/// `instruction_count` is the length of its program, by which time and memory of the set grow.
/// Where the pattern is wrong, why stands in `message`, which is always terminated.
cprep_re2_status cprep_re2_add(
    cprep_re2_set *_Nonnull set, const uint8_t *_Nullable pattern, size_t byte_count,
    int32_t *_Nonnull instruction_count, char *_Nonnull message, size_t capacity)
    CPREP_RE2_NOEXCEPT;

/// Makes the set ready; no pattern is added after it. Returns 0, or -1 where the patterns together
/// are too large.
int32_t cprep_re2_compile(cprep_re2_set *_Nonnull set) CPREP_RE2_NOEXCEPT;

/// The lowest number of a pattern that is found anywhere in `text`; -1 where none is, -2 where no
/// memory is left.
int32_t cprep_re2_first_match(
    const cprep_re2_set *_Nonnull set, const uint8_t *_Nullable text, size_t byte_count)
    CPREP_RE2_NOEXCEPT;

void cprep_re2_free(cprep_re2_set *_Nullable set) CPREP_RE2_NOEXCEPT;

#ifdef __cplusplus
}
#endif
