// Counts the allocations of a process: preload it, and ask malloc_count().
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
static atomic_ulong count;

unsigned long malloc_count(void) { return atomic_load(&count); }
void *malloc(size_t size) { return atomic_fetch_add(&count, 1), __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return atomic_fetch_add(&count, 1), __libc_calloc(n, size); }
void *realloc(void *old, size_t size) {
  return atomic_fetch_add(&count, 1), __libc_realloc(old, size);
}
void *memalign(size_t a, size_t size) {
  return atomic_fetch_add(&count, 1), __libc_memalign(a, size);
}
void *aligned_alloc(size_t a, size_t size) {
  return atomic_fetch_add(&count, 1), __libc_memalign(a, size);
}
int posix_memalign(void **out, size_t a, size_t size) {
  atomic_fetch_add(&count, 1);
  *out = __libc_memalign(a, size);
  return *out ? 0 : 12;
}
