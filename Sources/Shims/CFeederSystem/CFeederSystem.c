#define _GNU_SOURCE
#include "CFeederSystem.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int cprep_ring_map(size_t byteCount, void **address) {
  int flags = MAP_SHARED | MAP_POPULATE;
  int descriptor = memfd_create("gpufeeder", MFD_CLOEXEC);
  if (descriptor < 0 || ftruncate(descriptor, (off_t)byteCount) != 0) {
    if (descriptor >= 0) close(descriptor);
    descriptor = -1;
    flags |= MAP_ANONYMOUS;
  }
  void *found = mmap(NULL, byteCount, PROT_READ | PROT_WRITE, flags, descriptor, 0);
  int error = errno;
  // The mapping keeps the memory; nothing else needs the descriptor.
  if (descriptor >= 0) close(descriptor);
  if (found == MAP_FAILED) return error;
  if (madvise(found, byteCount, MADV_DONTFORK) != 0) {
    error = errno;
    munmap(found, byteCount);
    return error;
  }
  *address = found;
  return 0;
}

void cprep_ring_unmap(void *address, size_t byteCount) { munmap(address, byteCount); }

static _Atomic uint64_t forks;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void count_fork(void) { atomic_fetch_add(&forks, 1); }
static void watch_forks(void) { pthread_atfork(NULL, NULL, count_fork); }

uint64_t cprep_fork_generation(void) {
  pthread_once(&once, watch_forks);
  return atomic_load(&forks);
}

struct start {
  void (*body)(void *);
  void *argument;
  char name[16];
};

static void *run(void *argument) {
  struct start start = *(struct start *)argument;
  free(argument);
  pthread_setname_np(pthread_self(), start.name);
  start.body(start.argument);
  return NULL;
}

int cprep_thread_start(
    const char *name, void (*body)(void *), void *argument, uint64_t *thread) {
  struct start *start = calloc(1, sizeof *start);
  if (!start) return ENOMEM;
  start->body = body;
  start->argument = argument;
  strncpy(start->name, name, sizeof start->name - 1);
  // A thread starts with its maker's mask: the trainer's handlers must never run on it.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t made;
  int error = pthread_create(&made, NULL, run, start);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (error) {
    free(start);
    return error;
  }
  *thread = (uint64_t)made;
  return 0;
}

void cprep_thread_join(uint64_t thread) { pthread_join((pthread_t)thread, NULL); }

static uint64_t nanoseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

uint64_t cprep_thread_nanoseconds(void) { return nanoseconds(CLOCK_THREAD_CPUTIME_ID); }
uint64_t cprep_monotonic_nanoseconds(void) { return nanoseconds(CLOCK_MONOTONIC); }
