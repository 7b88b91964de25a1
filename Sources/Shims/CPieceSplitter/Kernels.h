// The kernels that Dispatch.c chooses from: each has the two functions of Split.inc.
#pragma once

#include "CPieceSplitter.h"

#define DECLARE_KERNEL(name)                                                                       \
  void cprep_##name##_begin(cprep_splitter *s);                                                    \
  size_t cprep_##name##_split(cprep_splitter *s, uint32_t *out, size_t origin, size_t batchCount)

DECLARE_KERNEL(portable);
#if defined(__x86_64__)
DECLARE_KERNEL(avx2);
DECLARE_KERNEL(avx512);
#elif defined(__aarch64__)
DECLARE_KERNEL(neon);
#endif
