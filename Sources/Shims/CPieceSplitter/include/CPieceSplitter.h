// Where Llama 3's pretokenizer cuts a text into pieces, found 64 bytes at a time.
//
// Why C: the cuts are computed on 64-bit masks, one bit a byte, and Swift has no way to say the
// instructions that make such masks (compare to mask, move mask, compress); nor can it compile
// one function for several processors and choose at run time. Everything that Swift can say (the
// lookup of the pieces, the merging) is in Sources/Tokenizer. The header also has the prefetch
// instruction, which Swift lacks too.
//
// How: `Split.inc` has the rules, once; each `Split….c` compiles them with the primitives of one
// kind of processor. docs/TOKENIZER.md derives the rules from the pattern.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// The classes of code points, as in CodePointClassTables.swift.
typedef struct {
  const uint8_t *_Nonnull blockNumbers;
  const uint64_t *_Nonnull blockWords;
  /// Code points from here on are of class other.
  uint32_t codePointLimit;
} cprep_class_tables;

/// The classes of 64 bytes, one bit a byte; every byte of a character has the character's bit.
///
/// Beyond the text no bit is set. Bytes that are not part of well-formed UTF-8 are each a
/// character of class other.
typedef struct {
  uint64_t letter, number, other;
  /// White space but for line ends; CR and LF.
  uint64_t white, newline;
  /// U+0020; U+0027.
  uint64_t space, apostrophe;
  /// Bytes from 0x80. All that follow are zero where this is.
  uint64_t high;
  /// The first bytes of characters of several bytes, by class and length.
  uint64_t white2, white3, other2, other3, other4;
  /// The bytes of numbers of several bytes but for their first.
  uint64_t numberTail;
} cprep_masks;

/// The splitting of one text, and what one batch of 64 bytes leaves to the next.
typedef struct {
  cprep_class_tables tables;
  int kernel;
  const uint8_t *_Nonnull text;
  size_t count;
  /// The cuts before this offset have been given out; a multiple of 64, or beyond `count`.
  size_t position;

  /// The batch at `position`.
  cprep_masks masks;
  /// The class of the first bytes of the batch after it, where they end a character of this one.
  cprep_masks spilled;

  /// Of the byte before `position`, each 0 or 1.
  uint64_t letterBefore, numberBefore, otherBefore, whiteBefore, spaceBefore;
  /// Line ends that belong to the symbols before them, and those that do not.
  uint64_t attachedBefore, freeNewlineBefore, freeBefore;
  /// Digits since the last cut, where a number stands before `position`.
  uint64_t digitCount;
  /// Bits of the batch at `position`: where letters would belong to the symbol before them, and
  /// where a contraction of the batch before ended.
  uint64_t prefixEnd, contractionEnd;
} cprep_splitter;

/// The number of a kernel, from 0: `avx512` and `avx2`, or `neon`; and `portable`.
typedef int cprep_split_kernel;

/// How many kernels this build has, those that the processor lacks included.
cprep_split_kernel cprep_split_kernel_count(void);

/// The name of `kernel`.
const char *_Nonnull cprep_split_kernel_name(cprep_split_kernel kernel);

/// Whether the processor has what `kernel` needs.
int cprep_split_kernel_is_supported(cprep_split_kernel kernel);

/// The best kernel that the processor has, or the one that PREP_SIMD names in the environment if
/// the processor has it. All give the same cuts.
cprep_split_kernel cprep_split_best_kernel(void);

/// Starts on `count` bytes of text, which stay where they are until the last cut is found.
void cprep_split_begin(
    cprep_splitter *_Nonnull splitter, cprep_split_kernel kernel, cprep_class_tables tables,
    const uint8_t *_Nonnull text, size_t count);

/// Finds the cuts of at most `batchCount` further batches of 64 bytes.
///
/// Writes for each piece that starts there its offset in the text less `origin`, which must fit
/// 32 bits, in ascending order, and returns how many: at most 64 a batch. `starts` needs room for
/// 64 more, which are overwritten. Advances `position`; nothing is left once it is `count` or more.
size_t cprep_split(
    cprep_splitter *_Nonnull splitter, uint32_t *_Nonnull starts, size_t origin,
    size_t batchCount);

/// Asks for the cache line at `address`, which need not be readable.
static inline void cprep_prefetch(const void *_Nonnull address) { __builtin_prefetch(address); }
