// Prints what ICU says through prep's shim: every language's name in every language, and what the
// characters of every plane are. To be linked with two sets of data and compared.
#include <stdio.h>
#include <unicode/uloc.h>

#include "CICU.h"

static void print_names(void) {
  const char *const *languages = uloc_getISOLanguages();
  int32_t count = uloc_countAvailable();
  for (int32_t i = 0; i < count; i++) {
    const char *in_code = uloc_getAvailable(i);
    for (const char *const *code = languages; *code; code++) {
      char name[512];
      size_t length = cprep_icu_language_name(*code, in_code, name, sizeof name);
      printf("%s %s %.*s\n", in_code, *code, (int)length, name);
    }
  }
}

// In UTF-8, surrogates too, which are then no characters.
static size_t encode(unsigned c, uint8_t *text) {
  if (c < 0x80) {
    text[0] = (uint8_t)c;
    return 1;
  }
  size_t count = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = count - 1; i > 0; i--, c >>= 6) text[i] = (uint8_t)(0x80 | (c & 0x3F));
  text[0] = (uint8_t)((0xF00 >> count & 0xF0) | c);
  return count;
}

static void print_characters(void) {
  for (unsigned c = 1; c < 0x110000; c++) {
    uint8_t text[8], folded[64];
    size_t counts[512] = {0};
    size_t length = encode(c, text);
    text[length] = 'a';
    cprep_icu_script_letters(text, length, counts, 512);
    printf("%X", c);
    for (int script = 0; script < 512; script++) {
      if (counts[script]) printf(" %s", cprep_icu_script_name(script));
    }
    size_t size = 0;
    cprep_icu_comparable(text, length + 1, folded, sizeof folded, &size);
    for (size_t i = 0; i < size; i++) printf(" %02X", folded[i]);
    printf("\n");
  }
}

int main(void) {
  print_names();
  print_characters();
  return 0;
}
