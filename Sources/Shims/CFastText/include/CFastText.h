// fastText, a text classifier, with a model that is in memory.
//
// Why this exists: fastText is C++, takes streams, and its loader believes what a file says: a
// truncated one makes it allocate without end. The bytes that come in here have been checked by
// `FastTextFile`, and no C++ exception leaves.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CPREP_FASTTEXT_NOEXCEPT noexcept
extern "C" {
#else
#define CPREP_FASTTEXT_NOEXCEPT
#endif

/// A loaded model; threads may ask it at once.
typedef struct cprep_fasttext cprep_fasttext;

/// The label that a model finds most probable.
typedef struct {
  /// The label without fastText's `__label__`, terminated, cut where it is longer; empty where the
  /// model has no answer.
  char label[16];
  /// 0...1.
  float probability;
} cprep_fasttext_answer;

/// Loads the model in `bytes`, which are copied; NULL, with why in `message`, where fastText
/// cannot.
cprep_fasttext *_Nullable cprep_fasttext_load(
    const uint8_t *_Nonnull bytes, size_t byte_count, char *_Nonnull message, size_t capacity)
    CPREP_FASTTEXT_NOEXCEPT;

/// Classifies a line of UTF-8; control characters are read as spaces.
cprep_fasttext_answer cprep_fasttext_predict(
    const cprep_fasttext *_Nonnull model, const uint8_t *_Nullable text, size_t byte_count)
    CPREP_FASTTEXT_NOEXCEPT;

void cprep_fasttext_free(cprep_fasttext *_Nullable model) CPREP_FASTTEXT_NOEXCEPT;

#ifdef __cplusplus
}
#endif
