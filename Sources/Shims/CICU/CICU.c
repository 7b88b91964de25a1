#include "CICU.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

size_t cprep_icu_script_limit(void) { return USCRIPT_CODE_LIMIT; }

int32_t cprep_icu_script_number(const char *code) {
  int32_t value = u_getPropertyValueEnum(UCHAR_SCRIPT, code);
  return value == UCHAR_INVALID_CODE ? -1 : value;
}

const char *cprep_icu_script_name(int32_t script) {
  const char *name = NULL;
  if (script >= 0 && script < USCRIPT_CODE_LIMIT) {
    name = u_getPropertyValueName(UCHAR_SCRIPT, script, U_LONG_PROPERTY_NAME);
  }
  return name != NULL ? name : "Unknown";
}

static int writes_syllables(UScriptCode script) {
  switch (script) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_YI:
      return 1;
    default:
      return 0;
  }
}

// Letters of one script that follow each other; marks neither end a run nor lengthen it.
typedef struct {
  UScriptCode script;
  size_t letters;
} letter_run;

static void close_run(letter_run *run, size_t *counts, size_t capacity) {
  if ((run->letters > 1 || (run->letters == 1 && writes_syllables(run->script))) &&
      (size_t)run->script < capacity) {
    counts[run->script] += run->letters;
  }
  run->letters = 0;
}

// What a code point does to the run of letters: 0 ends it, 1 leaves it, 2 is a letter.
static int letter_class(UChar32 c, UScriptCode *script) {
  uint32_t mask = U_GET_GC_MASK(c);
  // Two thirds of Devanagari's vowel signs are marks: words must not end at them.
  if ((mask & U_GC_M_MASK) != 0) return 1;
  if ((mask & U_GC_L_MASK) == 0) return 0;
  UErrorCode error = U_ZERO_ERROR;
  *script = uscript_getScript(c, &error);
  if (U_FAILURE(error) || *script <= USCRIPT_INHERITED) return 1;
  return 2;
}

static unsigned is_ascii_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

static int is_ascii(const uint8_t *text, size_t byte_count) {
  uint8_t all = 0;
  for (size_t i = 0; i < byte_count; i++) all |= text[i];
  return all < 0x80;
}

// The letters of ASCII text that have another beside them. Without a branch, so that compilers
// take many bytes at a time; four billion letters are counted at most.
static size_t ascii_word_letters(const uint8_t *text, size_t byte_count) {
  if (byte_count < 2) return 0;
  uint32_t letters = is_ascii_letter(text[0]) & is_ascii_letter(text[1]);
  for (size_t i = 1; i + 1 < byte_count; i++) {
    letters += is_ascii_letter(text[i]) & (is_ascii_letter(text[i - 1]) | is_ascii_letter(text[i + 1]));
  }
  letters += is_ascii_letter(text[byte_count - 1]) & is_ascii_letter(text[byte_count - 2]);
  return letters;
}

void cprep_icu_script_letters(
    const uint8_t *text, size_t byte_count, size_t *counts, size_t count_capacity) {
  // The only letters of ASCII are Latin. What follows gives the same counts, a run at a time.
  if (byte_count < UINT32_MAX && is_ascii(text, byte_count)) {
    if (USCRIPT_LATIN < count_capacity) {
      counts[USCRIPT_LATIN] += ascii_word_letters(text, byte_count);
    }
    return;
  }
  letter_run run = {USCRIPT_COMMON, 0};
  size_t i = 0;
  while (i < byte_count) {
    if (text[i] < 0x80) {
      // Most text is ASCII, whose only letters are Latin.
      size_t start = i;
      while (i < byte_count && (uint8_t)((text[i] | 0x20) - 'a') < 26) i++;
      if (i == start) {
        close_run(&run, counts, count_capacity);
        i++;
        continue;
      }
      if (run.script != USCRIPT_LATIN) close_run(&run, counts, count_capacity);
      run.script = USCRIPT_LATIN;
      run.letters += i - start;
      continue;
    }
    UScriptCode script = USCRIPT_COMMON;
    UChar32 c;
    // U8_NEXT counts in int32_t; a window of four bytes keeps texts of any length in range.
    int32_t step = 0;
    int32_t window = byte_count - i < 4 ? (int32_t)(byte_count - i) : 4;
    const uint8_t *at = text + i;
    U8_NEXT(at, step, window, c);
    i += (size_t)step;
    int class = c < 0 ? 0 : letter_class(c, &script);
    if (class == 2) {
      if (run.letters > 0 && run.script != script) close_run(&run, counts, count_capacity);
      run.script = script;
      run.letters += 1;
    } else if (class == 0 && run.letters > 0) {
      close_run(&run, counts, count_capacity);
    }
  }
  close_run(&run, counts, count_capacity);
}

size_t cprep_icu_language_name(
    const char *code, const char *in_code, char *name, size_t capacity) {
  UChar wide[128];
  UErrorCode error = U_ZERO_ERROR;
  int32_t length =
      uloc_getDisplayLanguage(code, in_code, wide, sizeof wide / sizeof wide[0], &error);
  // Where there is no name, ICU gives the code itself and a warning.
  if (U_FAILURE(error) || error == U_USING_DEFAULT_WARNING || length <= 0) return 0;
  int32_t byte_count = 0;
  error = U_ZERO_ERROR;
  u_strToUTF8(name, (int32_t)capacity, &byte_count, wide, length, &error);
  if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING) return 0;
  return strcmp(name, code) == 0 ? 0 : (size_t)byte_count;
}

static char icu_version[U_MAX_VERSION_STRING_LENGTH];
static char unicode_version[U_MAX_VERSION_STRING_LENGTH];
static pthread_once_t versions_once = PTHREAD_ONCE_INIT;

static void read_versions(void) {
  UVersionInfo info;
  u_getVersion(info);
  u_versionToString(info, icu_version);
  u_getUnicodeVersion(info);
  u_versionToString(info, unicode_version);
}

const char *cprep_icu_version(void) {
  pthread_once(&versions_once, read_versions);
  return icu_version;
}

const char *cprep_icu_unicode_version(void) {
  pthread_once(&versions_once, read_versions);
  return unicode_version;
}

// A text in UTF-16, in memory of its own.
typedef struct {
  UChar *units;
  int32_t count;
  int32_t capacity;
} utf16_text;

static void reserve(utf16_text *text, int32_t capacity) {
  if (capacity <= text->capacity) return;
  free(text->units);
  text->units = malloc((size_t)capacity * sizeof(UChar));
  if (text->units == NULL) abort();
  text->capacity = capacity;
}

// Either step, into `to`, which grows to what ICU asks for.
static void normalize(const UNormalizer2 *nfc, const utf16_text *from, utf16_text *to) {
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    to->count =
        unorm2_normalize(nfc, from->units, from->count, to->units, to->capacity, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR) return;
    reserve(to, to->count);
  }
}

static void fold(const utf16_text *from, utf16_text *to) {
  for (;;) {
    UErrorCode status = U_ZERO_ERROR;
    to->count = u_strFoldCase(to->units, to->capacity, from->units, from->count,
                              U_FOLD_CASE_DEFAULT, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR) return;
    reserve(to, to->count);
  }
}

size_t cprep_icu_comparable(const uint8_t *text, size_t byte_count, uint8_t *output,
                            size_t capacity, size_t *output_count) {
  *output_count = 0;
  if (byte_count == 0 || byte_count >= (size_t)1 << 30) return 0;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  if (U_FAILURE(status)) abort();

  utf16_text first = {NULL, 0, 0};
  utf16_text second = {NULL, 0, 0};
  // A byte of UTF-8 is at most a unit of UTF-16.
  reserve(&first, (int32_t)byte_count);
  reserve(&second, (int32_t)byte_count);
  u_strFromUTF8WithSub(first.units, first.capacity, &first.count, (const char *)text,
                       (int32_t)byte_count, 0xFFFD, NULL, &status);
  normalize(nfc, &first, &second);
  fold(&second, &first);
  normalize(nfc, &first, &second);

  int32_t needed = 0;
  status = U_ZERO_ERROR;
  u_strToUTF8((char *)output, capacity > INT32_MAX ? INT32_MAX : (int32_t)capacity, &needed,
              second.units, second.count, &status);
  free(first.units);
  free(second.units);
  if (status == U_BUFFER_OVERFLOW_ERROR) return (size_t)needed;
  if (U_FAILURE(status)) abort();
  *output_count = (size_t)needed;
  return 0;
}
