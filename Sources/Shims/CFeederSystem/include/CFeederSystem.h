// What of Linux the feeder needs and Swift's Glibc module does not show.
//
// Why a shim: memfd_create and pthread_setname_np stand after _GNU_SOURCE, and a handler for
// fork must be a C function. AvailableMemory.c reads files of /proc and /sys with C's own streams.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Maps `byteCount` bytes of zeroed memory, present from the start: shared memory without a name,
/// so that pages never move under a device when the process forks, and not mapped in a child.
///
/// Returns 0, or an error number.
int cprep_ring_map(size_t byteCount, void *_Nullable *_Nonnull address);
void cprep_ring_unmap(void *_Nonnull address, size_t byteCount);

/// Memory in bytes; UINT64_MAX where the system says nothing.
typedef struct cprep_memory {
  /// What the machine has.
  uint64_t total;
  /// What this process may still take before something is killed for it: what /proc/meminfo calls
  /// available, and no more than the control groups above it leave (version 1 or 2; their page cache
  /// counts as free).
  uint64_t available;
  /// The lowest limit of those control groups.
  uint64_t limit;
} cprep_memory;

cprep_memory cprep_memory_now(void);
/// What of it is available.
uint64_t cprep_available_byte_count(void);

/// How many forks lie between the process that first asked and this one.
uint64_t cprep_fork_generation(void);

/// Starts a thread that blocks all signals; returns 0, or an error number.
int cprep_thread_start(
    const char *_Nonnull name, void (*_Nonnull body)(void *_Nonnull), void *_Nonnull argument,
    uint64_t *_Nonnull thread);
/// Waits for the end of a thread.
void cprep_thread_join(uint64_t thread);

/// The processor time that the calling thread has used, in nanoseconds.
uint64_t cprep_thread_nanoseconds(void);
/// A clock that only goes forwards, in nanoseconds.
uint64_t cprep_monotonic_nanoseconds(void);
