// The few things of Linux that Swift's Glibc module does not show.
//
// Why a shim: sched_getaffinity stands after _GNU_SOURCE, its CPU_COUNT is a macro, the first
// argument of getrusage has one type here and another there, environ is a variable that anything
// may change, open and openat take a variable number of arguments, and glibc has no openat2. What
// starts programs is in Programs.c.
#pragma once

#include <stddef.h>
#include <sys/types.h>

/// The processors this process may run on, at least 1; `taskset` and containers are respected.
int cprep_processor_count(void);

/// The most memory the process has held at once, in bytes; 0 where that is not known.
long long cprep_peak_rss_byte_count(void);

/// The processor time the process has used on all threads, in seconds.
double cprep_processor_seconds(void);

/// Runs a program in the root directory to its end and returns its exit status, 128 + the signal's
/// number where one ended it, or an error number, negated, where it could not be started.
///
/// `arguments` ends with a null; the first is the program's path, which is not looked for anywhere.
/// `changes` ends with a null, too: variables of the environment, NAME=VALUE, or NAME for one that the
/// program is not to have. It reads nothing and what it prints goes nowhere, but for its errors;
/// `kept` is a descriptor that it keeps, or -1. SIGINT and SIGTERM end it and then the wait, within a
/// second; the process must have one thread, to which such signals come.
int cprep_run(
    const char *_Nullable const *_Nonnull arguments,
    const char *_Nullable const *_Nonnull changes, int kept);

/// Text that a program printed.
typedef struct cprep_text {
  char *_Nonnull bytes;
  /// How many bytes there is room for, and how many were printed.
  size_t capacity, count;
} cprep_text;

/// Runs a program as `cprep_run` does, takes what it prints on standard output and standard error,
/// and returns what `cprep_run` returns.
///
/// Ended, with all that it started in its group, and an error number, negated, returned: after
/// `milliseconds` (ETIMEDOUT), with more output than there is room for (EFBIG), and at SIGINT or
/// SIGTERM (EINTR). Errors that there is no room for are left out.
int cprep_capture(
    const char *_Nullable const *_Nonnull arguments,
    const char *_Nullable const *_Nonnull changes, int milliseconds, cprep_text *_Nonnull output,
    cprep_text *_Nonnull errors);

/// Opens what `path` names below the open directory `directory`: no part of it may be a symbolic
/// link, `..` or absolute, or the call fails with ELOOP, EXDEV or ENOTDIR.
///
/// By openat2(2) where the kernel has it, else directory by directory. O_CLOEXEC is added.
/// Returns a descriptor, or -1 with the reason in errno.
int cprep_open_beneath(int directory, const char *_Nonnull path, int flags, mode_t mode);

/// The same without openat2: for older kernels, and for tests that compare the two.
int cprep_open_step_by_step(
    int directory, const char *_Nonnull path, int flags, mode_t mode);

/// Renames within open directories, and fails with EEXIST where the new name is taken.
int cprep_rename_new(
    int directory, const char *_Nonnull name, int new_directory, const char *_Nonnull new_name);
