// ICU's script property and its comparable forms, a text at a time, and its names of languages.
//
// Why this exists: ICU's C functions carry the library's version in their symbols
// (`uscript_getScript_72`), through macros that Swift does not import. The functions here have
// fixed names, and each works on a whole text, so that no call crosses the border per character.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One more than the greatest script number that `cprep_icu_script_letters` counts under.
size_t cprep_icu_script_limit(void);

/// The number of the script with a four-letter ISO 15924 code ("Cyrl"), or -1 where there is none.
int32_t cprep_icu_script_number(const char *_Nonnull code);

/// The script's English name ("Cyrillic"), a constant of the library; "Unknown" for a number
/// that names no script.
const char *_Nonnull cprep_icu_script_name(int32_t script);

/// Adds to `counts[s]` the number of letters of script `s` in `text`, for every script.
///
/// A letter is a code point with the property Alphabetic whose script is neither Common nor
/// Inherited; combining marks with that property are not counted. A letter that stands alone,
/// with no letter of its own script beside it, is not counted unless the script writes whole
/// syllables or words in a character (Han, kana, Hangul, Bopomofo, Yi): "x", "α" and "π" are
/// names of quantities, not a language. Bytes that are not UTF-8 count as borders between words.
///
/// `counts` has `count_capacity` entries; scripts beyond it are not counted. Time is linear in
/// `byte_count`, and nothing is allocated.
void cprep_icu_script_letters(
    const uint8_t *_Nullable text, size_t byte_count, size_t *_Nonnull counts,
    size_t count_capacity);

/// Writes the form of `text` by which texts are compared to `output`, and its length in bytes to
/// `output_count`: NFC, full case folding, NFC again. Bytes that are not UTF-8 become U+FFFD.
///
/// Returns 0, or the bytes needed where `capacity` is less: nothing is written then. A text of 2^30
/// bytes or more cannot be compared: it is 0 bytes long. Ends the process where there is no memory.
/// Time and memory are linear in `byte_count`.
size_t cprep_icu_comparable(
    const uint8_t *_Nullable text, size_t byte_count, uint8_t *_Nullable output, size_t capacity,
    size_t *_Nonnull output_count);

/// Writes the name of a language in another ("German" for "de" in "en", "Deutsch" in "de") into
/// `name` as UTF-8, terminated, and returns its length; 0 where ICU knows none or it does not fit.
size_t cprep_icu_language_name(
    const char *_Nonnull code, const char *_Nonnull in_code, char *_Nonnull name, size_t capacity);

/// The version of the ICU library in use, such as "72.1".
const char *_Nonnull cprep_icu_version(void);

/// The version of Unicode that library knows, such as "15.0".
const char *_Nonnull cprep_icu_unicode_version(void);

#ifdef __cplusplus
}
#endif
