// Chooses the kernel, once.
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

static int is_supported(const char *name) {
#if defined(__x86_64__)
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
  (void)name;
  return 1;
}

static const kernel *find(const char *name) {
  for (size_t i = 0; i < KERNEL_COUNT; i++) {
    int isWanted = name == NULL || strcmp(name, kernels[i].name) == 0;
    if (isWanted && is_supported(kernels[i].name)) return &kernels[i];
  }
  return NULL;
}

/// Threads that come first together all find the same.
static const kernel *chosen;

static const kernel *current(void) {
  const kernel *found = __atomic_load_n(&chosen, __ATOMIC_RELAXED);
  if (found != NULL) return found;
  const char *wanted = getenv("PREP_SIMD");
  if (wanted != NULL) found = find(wanted);
  if (found == NULL) found = find(NULL);
  __atomic_store_n(&chosen, found, __ATOMIC_RELAXED);
  return found;
}

const char *cprep_split_kernel(void) { return current()->name; }

int cprep_split_use_kernel(const char *name) {
  const kernel *found = find(name);
  if (found == NULL) return 0;
  __atomic_store_n(&chosen, found, __ATOMIC_RELAXED);
  return 1;
}

void cprep_split_begin(
    cprep_splitter *splitter, cprep_class_tables tables, const uint8_t *text, size_t count) {
  memset(splitter, 0, sizeof *splitter);
  splitter->tables = tables;
  splitter->text = text;
  splitter->count = count;
  current()->begin(splitter);
}

size_t cprep_split(
    cprep_splitter *splitter, uint32_t *starts, size_t origin, size_t batchCount) {
  return current()->split(splitter, starts, origin, batchCount);
}
