#include "CCLD2.h"

#include <cstdio>
#include <cstring>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace {

// CLD2 scans some bytes ahead of where it stands, so its buffer ends in more zeros than that.
constexpr size_t kPadding = 64;

// The length of the UTF-8 character at `at` that CLD2 may see, or 0: RFC 3629, without the C1
// controls and the noncharacters, which CLD2 calls not fit for interchange.
size_t interchange_length(const uint8_t *at, size_t left) {
  uint8_t lead = at[0];
  size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > left) return 0;
  uint32_t value = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) return 0;
    value = value << 6 | (at[i] & 0x3F);
  }
  if (length == 3 && value < 0x800) return 0;
  if (length == 4 && (value < 0x10000 || value > 0x10FFFF)) return 0;
  if (value >= 0xD800 && value <= 0xDFFF) return 0;
  if (value < 0xA0 || (value & 0xFFFE) == 0xFFFE || (value >= 0xFDD0 && value <= 0xFDEF)) {
    return 0;
  }
  return length;
}

// Copies what CLD2 may see into `buffer` and returns its length.
size_t copy_interchange(const uint8_t *text, size_t byte_count, char *buffer) {
  size_t in = 0;
  size_t out = 0;
  while (in < byte_count && out < CPREP_CLD2_BYTE_LIMIT) {
    uint8_t byte = text[in];
    if (byte < 0x80) {
      buffer[out++] = byte < 0x20 || byte == 0x7F ? ' ' : static_cast<char>(byte);
      in += 1;
      continue;
    }
    size_t length = interchange_length(text + in, byte_count - in);
    if (length == 0) {
      buffer[out++] = ' ';
      in += 1;
      continue;
    }
    if (out + length > CPREP_CLD2_BYTE_LIMIT) break;
    std::memcpy(buffer + out, text + in, length);
    in += length;
    out += length;
  }
  return out;
}

}  // namespace

extern "C" cprep_cld2_answer cprep_cld2_detect(
    const uint8_t *text, size_t byte_count, int32_t best_effort) noexcept {
  cprep_cld2_answer answer = {{"un", "un", "un"}, {0, 0, 0}, {0, 0, 0}, 0, "un", 0, 0};
  if (text == nullptr || byte_count == 0) return answer;
  try {
    char buffer[CPREP_CLD2_BYTE_LIMIT + kPadding];
    size_t length = copy_interchange(text, byte_count, buffer);
    std::memset(buffer + length, 0, kPadding);

    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int text_byte_count = 0;
    bool is_reliable = false;
    CLD2::Language summary = CLD2::ExtDetectLanguageSummary(
        buffer, static_cast<int>(length), /*is_plain_text=*/true, &hints,
        best_effort ? CLD2::kCLDFlagBestEffort : 0, languages, percents, scores, nullptr,
        &text_byte_count, &is_reliable);
    for (int i = 0; i < 3; i++) {
      answer.codes[i] = CLD2::LanguageCode(languages[i]);
      answer.percents[i] = percents[i];
      answer.scores[i] = static_cast<int32_t>(scores[i] < 0 ? 0 : scores[i] > 1e6 ? 1e6 : scores[i]);
    }
    answer.text_byte_count = text_byte_count;
    answer.summary = CLD2::LanguageCode(summary);
    answer.is_reliable = is_reliable;
    return answer;
  } catch (...) {
    return {{"un", "un", "un"}, {0, 0, 0}, {0, 0, 0}, 0, "un", 0, -1};
  }
}

extern "C" const char *cprep_cld2_version(void) noexcept {
  try {
    return CLD2::DetectLanguageVersion();
  } catch (...) {
    return "unknown";
  }
}
