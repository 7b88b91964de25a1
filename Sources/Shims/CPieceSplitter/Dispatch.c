// Which kernels there are, and which the processor has.
#include <stdlib.h>
#include <string.h>

#include "Kernels.h"

typedef struct {
  const char *name;
  void (*begin)(cprep_splitter *);
  size_t (*split)(cprep_splitter *, uint32_t *, size_t, size_t);
} kernel;

#define KERNEL(name) {#name, cprep_##name##_begin, cprep_##name##_split}

/// Best first.
static const kernel kernels[] = {
#if defined(__x86_64__)
    KERNEL(avx512),
    KERNEL(avx2),
#elif defined(__aarch64__)
    KERNEL(neon),
#endif
    KERNEL(portable),
};
enum { KERNEL_COUNT = sizeof kernels / sizeof kernels[0] };

cprep_split_kernel cprep_split_kernel_count(void) { return KERNEL_COUNT; }

const char *cprep_split_kernel_name(cprep_split_kernel kernel) { return kernels[kernel].name; }

int cprep_split_kernel_is_supported(cprep_split_kernel kernel) {
#if defined(__x86_64__)
  const char *name = kernels[kernel].name;
  if (strcmp(name, "avx512") == 0) {
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2") &&
        __builtin_cpu_supports("popcnt");
  }
  if (strcmp(name, "avx2") == 0) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
        __builtin_cpu_supports("popcnt");
  }
#endif
  (void)kernel;
  return 1;
}

cprep_split_kernel cprep_split_best_kernel(void) {
  const char *wanted = getenv("PREP_SIMD");
  cprep_split_kernel best = KERNEL_COUNT;
  for (cprep_split_kernel kernel = KERNEL_COUNT - 1; kernel >= 0; kernel--) {
    if (!cprep_split_kernel_is_supported(kernel)) continue;
    if (wanted != NULL && strcmp(wanted, kernels[kernel].name) == 0) return kernel;
    best = kernel;
  }
  return best;
}

void cprep_split_begin(
    cprep_splitter *splitter, cprep_split_kernel kernel, cprep_class_tables tables,
    const uint8_t *text, size_t count) {
  memset(splitter, 0, sizeof *splitter);
  splitter->kernel = kernel;
  splitter->tables = tables;
  splitter->text = text;
  splitter->count = count;
  kernels[kernel].begin(splitter);
}

size_t cprep_split(
    cprep_splitter *splitter, uint32_t *starts, size_t origin, size_t batchCount) {
  return kernels[splitter->kernel].split(splitter, starts, origin, batchCount);
}
