// RE2, many regular expressions over one text, in time linear in its length.
//
// Why this exists: RE2 is C++ and throws nothing but takes C++ values. It is here, and not ICU's
// regular expressions, because a user's pattern must never make a build hang: RE2 has no
// backtracking, and a set of patterns costs one pass over the text.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Patterns that are looked for together; after `cprep_re2_compile`, threads may match at once.
typedef struct cprep_re2_set cprep_re2_set;

/// An empty set, or NULL where there is no memory.
cprep_re2_set *_Nullable cprep_re2_make(void);

/// Adds a pattern in RE2's syntax, UTF-8. Patterns are numbered from 0.
///
/// Returns 0; 1 where the pattern is wrong, with why in `message`, which is always terminated; 2
/// where it is right but found in the empty text.
int32_t cprep_re2_add(
    cprep_re2_set *_Nonnull set, const uint8_t *_Nullable pattern, size_t byte_count,
    char *_Nonnull message, size_t capacity);

/// Makes the set ready; no pattern is added after it. Returns 0, or -1 where the patterns together
/// are too large.
int32_t cprep_re2_compile(cprep_re2_set *_Nonnull set);

/// The lowest number of a pattern that is found anywhere in `text`, or -1 where none is.
int32_t cprep_re2_first_match(
    const cprep_re2_set *_Nonnull set, const uint8_t *_Nullable text, size_t byte_count);

void cprep_re2_free(cprep_re2_set *_Nullable set);

#ifdef __cplusplus
}
#endif
