// The consumer of the benchmark: takes batches, times every call of gf_next, prints one JSON line.
//
// Usage: consumer DIRECTORY BATCHES [columns=1..7] [wide=0|1] [pace_ms=0] [first_step=0]
//                 [batch_size=8] [shuffle=0] [warm=0]
//
// Percentiles are of the calls behind the first `warm` batches. With malloc-count.so preloaded,
// it also counts the allocations of the whole process from there on.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "gpufeeder.h"

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static long long status_kib(const char *key) {
  char line[256];
  long long value = -1;
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (!strncmp(line, key, strlen(key))) value = atoll(line + strlen(key));
  if (file) fclose(file);
  return value;
}

static int ascending(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double argument(int count, char **arguments, const char *name, double otherwise) {
  size_t length = strlen(name);
  for (int index = 3; index < count; index++)
    if (!strncmp(arguments[index], name, length) && arguments[index][length] == '=')
      return atof(arguments[index] + length + 1);
  return otherwise;
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  long batches = atol(arguments[2]);
  double pace = argument(count, arguments, "pace_ms", 0) * 1e-3;
  long warm = (long)argument(count, arguments, "warm", 0);
  double *seconds = malloc(sizeof *seconds * (size_t)(batches + 1));
  double *clocks = malloc(sizeof *clocks * (size_t)(batches + 1));
  memset(clocks, 1, sizeof *clocks * (size_t)(batches + 1));
  memset(seconds, 1, sizeof *seconds * (size_t)(batches + 1));
  long long base = status_kib("VmRSS:");

  gf_options options;
  gf_options_init(&options);
  options.directories = (const char *const *)&arguments[1];
  options.directory_count = 1;
  options.batch_size = (uint32_t)argument(count, arguments, "batch_size", 8);
  options.columns = (uint32_t)argument(count, arguments, "columns", 7);
  options.element_type = argument(count, arguments, "wide", 0) != 0 ? GF_INT64 : GF_INT32;
  options.shuffle = (int32_t)argument(count, arguments, "shuffle", 0);
  options.first_step = (uint64_t)argument(count, arguments, "first_step", 0);
  char message[512];
  gf_feeder *feeder;
  double start = now(), first = 0;
  if (gf_open(&options, &feeder, message, sizeof message) != GF_OK) {
    fprintf(stderr, "%s\n", message);
    return 1;
  }
  gf_info info;
  gf_info_of(feeder, &info);
  unsigned long (*allocations)(void) =
      (unsigned long (*)(void))dlsym(RTLD_DEFAULT, "malloc_count");
  unsigned long counted = 0;
  double due = now();
  for (long index = 0; index < batches; index++) {
    if (pace > 0) {
      due += pace;
      double left = due - now();
      if (left > 0) {
        struct timespec nap = {(time_t)left, (long)((left - (double)(time_t)left) * 1e9)};
        nanosleep(&nap, NULL);
      }
    }
    if (index == warm && allocations) counted = allocations();
    gf_batch batch;
    // What asking the clock costs just now, on caches as cold as those of the call behind it.
    double asked = now();
    double before = now();
    clocks[index] = before - asked;
    gf_status status = gf_next(feeder, -1, &batch);
    seconds[index] = now() - before;
    if (index == 0) first = now() - start;
    if (status != GF_OK || gf_release(feeder, &batch) != GF_OK) {
      gf_message(feeder, message, sizeof message);
      fprintf(stderr, "status %d: %s\n", status, message);
      return 1;
    }
  }
  double total = now() - start;
  if (allocations) counted = allocations() - counted;
  gf_counts counts;
  gf_counts_of(feeder, &counts);
  double *timed = seconds + warm;
  long n = batches - warm;
  qsort(timed, (size_t)n, sizeof *timed, ascending);
  qsort(clocks + warm, (size_t)n, sizeof *clocks, ascending);
  double tokens = (double)batches * (double)(info.row_count * info.row_length);
  printf("{\"tokens_per_second\":%.0f,\"tokens_per_producer_second\":%.0f,\"p50_us\":%.2f,"
         "\"p99_us\":%.2f,\"p99.9_us\":%.2f,\"max_us\":%.1f,\"first_batch_ms\":%.2f,"
         "\"rss_mib\":%.1f,\"peak_rss_mib\":%.1f,\"rss_before_open_mib\":%.1f,\"data_waits\":%llu,\"clock_p50_us\":%.2f",
         tokens / total, tokens / ((double)counts.producer_nanoseconds * 1e-9), timed[n / 2] * 1e6,
         timed[(long)((double)n * 0.99)] * 1e6, timed[(long)((double)n * 0.999)] * 1e6,
         timed[n - 1] * 1e6, first * 1e3, (double)status_kib("VmRSS:") / 1024,
         (double)status_kib("VmHWM:") / 1024, (double)base / 1024,
         (unsigned long long)counts.data_wait_count, clocks[warm + n / 2] * 1e6);
  if (allocations) printf(",\"allocations\":%lu", counted);
  printf("}\n");
  gf_free(feeder);
  return 0;
}
