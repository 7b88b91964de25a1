// A CUDA driver without a device: libcuda's names, host memory, and a memory of what was done wrong.
//
// Why a library of its own: the feeder finds the driver by dlopen, and so it finds this one. What it
// does that a plain stand-in would not, since real faults hide there:
//
// - A copy is carried out by its stream's thread, after a delay, and reads its source only at the
//   end. The source is hashed when the copy is enqueued and compared when it is read: a slot that
//   was filled again in between is a violation, and so is a source that is not registered.
// - An event has generations: a query answers for the record that was made last.
// - Every call but a few needs a context that is current on the calling thread.
// - A kernel (fakecuda_launch) reads device memory at its start and at its end, in stream order.
// - Calls can be made to fail: the nth of a name, once or for ever.
//
// A command that loads it is told by its environment what is there: FAKECUDA_INIT (what cuInit
// returns), FAKECUDA_VERSION (12040), FAKECUDA_DEVICES (1), FAKECUDA_NAME, FAKECUDA_MEGABYTES,
// FAKECUDA_USED_MEGABYTES, FAKECUDA_COMPUTE (80) and FAKECUDA_REFUSES_PINNING.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct fakecuda_report {
  /// Copies whose source changed between enqueue and end.
  uint64_t changed_sources;
  /// Copies from memory that was not registered.
  uint64_t unregistered_sources;
  /// Destinations that changed while a kernel read them.
  uint64_t torn_kernels;
  /// Calls without a current context, with unknown handles, or in a forked child.
  uint64_t invalid_calls;
  uint64_t copies;
  /// Registrations, events and streams that are there now.
  int64_t live_registrations;
  int64_t live_events;
  /// Calls that asked for the whole stream or context to be waited for.
  uint64_t synchronizations;
} fakecuda_report;

/// Forgets everything; waits for all streams first.
void fakecuda_reset(void);
/// The time each copy takes, in microseconds: from `least` to `most`, by a seeded generator.
void fakecuda_set_delay(unsigned least, unsigned most, uint64_t seed);
/// The `nth` call (from 1) of `name` returns `code`; every later one too where `sticky`.
void fakecuda_fail(const char *name, int nth, int code, int sticky);
/// Bytes that may be registered.
void fakecuda_set_host_limit(size_t byteCount);
/// Makes a context current on the calling thread, or none.
void fakecuda_make_current(int context);
void *fakecuda_create_stream(void);
/// Marks a stream as being captured.
void fakecuda_set_capturing(void *stream, int capturing);
/// Host memory that plays device memory.
uint64_t fakecuda_allocate(size_t byteCount);
void fakecuda_free(uint64_t address);
/// Enqueues a kernel that reads `byteCount` bytes for `microseconds`; its hash of them is written to
/// `*hash` once it has run.
void fakecuda_launch(
    void *stream, uint64_t address, size_t byteCount, unsigned microseconds, uint64_t *hash);
/// While held, whatever a stream begins goes on only after it is let go: tests need no clock then.
void fakecuda_hold(int held);
/// Waits until what stands first on the stream has begun: what it reads at its start is read.
void fakecuda_await_begun(void *stream);
/// Waits until everything on the stream has run. Not counted as a synchronization.
void fakecuda_drain(void *stream);
/// Whether all of these bytes are registered.
int fakecuda_is_registered(const void *start, size_t byteCount);
/// Primary contexts that are retained.
int fakecuda_live_contexts(void);
void fakecuda_report_now(fakecuda_report *report);
/// The hash that copies and kernels use.
uint64_t fakecuda_hash(const void *bytes, size_t byteCount);
