// CLD2, the compact language detector, on plain UTF-8.
//
// Why this exists: CLD2 is C++ in a namespace, reads text that must be valid UTF-8 without
// control characters, and takes lengths as int. The one call here takes any bytes of any length
// and never lets a C++ exception out. It also decides which of CLD2's two sets of tables is in
// use: `libcld2` holds the scoring code and tables for 83 languages, `libcld2_full` only tables,
// under the same symbols, for about 160. Linked first, the latter's are used by both; they
// halve the number of foreign sentences taken for English. `cprep_cld2_version` tells them apart.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CPREP_CLD2_NOEXCEPT noexcept
extern "C" {
#else
#define CPREP_CLD2_NOEXCEPT
#endif

/// Only the first bytes of a text are looked at, cut at a character's border.
#define CPREP_CLD2_BYTE_LIMIT 2048

/// What CLD2 says of a text.
typedef struct {
  /// The codes of the up to three leading languages, constants of the library ("en", "zh-Hant",
  /// "un" where there is none).
  const char *_Nonnull codes[3];
  /// The part of the text in each of them, 0...100.
  int32_t percents[3];
  /// How strongly the text speaks for each of them, in CLD2's points for 1,024 bytes of letters;
  /// prose has about 1,000, gibberish a few hundred at most.
  int32_t scores[3];
  /// The bytes of letters that CLD2 judged.
  int32_t text_byte_count;
  /// CLD2's summary: the code of the main language, or "un" where it will not say.
  const char *_Nonnull summary;
  /// Whether the main language is more probable than the next by CLD2's own measure.
  int32_t is_reliable;
  /// 0, or -1 where the library failed; the codes are then all "un".
  int32_t status;
} cprep_cld2_answer;

/// Detects the languages of the first `CPREP_CLD2_BYTE_LIMIT` bytes of `text`.
///
/// Control characters and bytes that are not UTF-8 are read as spaces. With `best_effort` the
/// summary is a guess even where CLD2 would rather not say. The answer depends on the bytes
/// alone.
cprep_cld2_answer cprep_cld2_detect(
    const uint8_t *_Nullable text, size_t byte_count, int32_t best_effort) CPREP_CLD2_NOEXCEPT;

/// The version of the code and the build date of its tables, such as "V2.0 - 20140204".
const char *_Nonnull cprep_cld2_version(void) CPREP_CLD2_NOEXCEPT;

#ifdef __cplusplus
}
#endif
