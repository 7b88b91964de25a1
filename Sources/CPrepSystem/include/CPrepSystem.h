// The few things of Linux that Swift's Glibc module does not show.
//
// Why a shim: sched_getaffinity stands behind _GNU_SOURCE, and its CPU_COUNT is a macro.
#pragma once

/// The processors this process may run on, at least 1; `taskset` and containers are respected.
int cprep_processor_count(void);
