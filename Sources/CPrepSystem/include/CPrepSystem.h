// The few things of Linux that Swift's Glibc module does not show.
//
// Why a shim: sched_getaffinity stands behind _GNU_SOURCE, its CPU_COUNT is a macro, and the
// first argument of getrusage has one type here and another there.
#pragma once

/// The processors this process may run on, at least 1; `taskset` and containers are respected.
int cprep_processor_count(void);

/// The most memory the process has held at once, in bytes; 0 where that is not known.
long long cprep_peak_rss_byte_count(void);

/// The processor time the process has used on all threads, in seconds.
double cprep_processor_seconds(void);
