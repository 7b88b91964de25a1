// A trainer in C: takes every batch of an epoch and counts what it would train on.
//
//   make feeder
//   cc -O2 -I .build/feeder examples/c/feed.c -L .build/feeder -lgpufeeder -Wl,-rpath,'$ORIGIN' -o .build/feeder/feed
//   .build/feeder/feed DIRECTORY [BATCH_SIZE [STATE_FILE]]
//
// With a state file it goes on where the last run ended, and writes the file at the end. Ctrl-C
// ends the run between two batches.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gpufeeder.h"

static volatile sig_atomic_t stop;
static void on_signal(int number) {
  (void)number;
  stop = 1;
}

static int fail(gf_feeder *feeder, const char *what) {
  char message[512] = "";
  if (feeder) gf_message(feeder, message, sizeof message);
  fprintf(stderr, "%s: %s\n", what, message);
  gf_free(feeder);
  return 1;
}

int main(int count, char **arguments) {
  if (count < 2 || count > 4) {
    fprintf(stderr, "usage: %s DIRECTORY [BATCH_SIZE [STATE_FILE]]\n", arguments[0]);
    return 2;
  }
  const char *directory = arguments[1];
  char saved[1024] = "";
  if (count == 4) {
    FILE *file = fopen(arguments[3], "r");
    if (file) {
      saved[fread(saved, 1, sizeof saved - 1, file)] = 0;
      fclose(file);
    }
  }
  signal(SIGINT, on_signal);

  gf_options options;
  gf_options_init(&options);
  options.directories = &directory;
  options.directory_count = 1;
  options.batch_size = count > 2 ? (uint32_t)atoi(arguments[2]) : 8;
  if (saved[0]) options.state = saved;
  gf_feeder *feeder;
  char message[512];
  if (gf_open(&options, &feeder, message, sizeof message) != GF_OK) {
    fprintf(stderr, "cannot open %s: %s\n", directory, message);
    return 1;
  }
  gf_info info;
  gf_info_of(feeder, &info);
  size_t elements = info.row_count * info.row_length;

  uint64_t trained = 0, segments = 0, batches = 0;
  while (!stop) {
    gf_batch batch;
    // A bounded wait, so that a signal is noticed.
    gf_status status = gf_next(feeder, 0.1, &batch);
    if (status == GF_AGAIN) continue;
    if (status != GF_OK) return fail(feeder, "gf_next");
    const int32_t *labels = batch.labels, *positions = batch.position_ids;
    for (size_t index = 0; index < elements; index++) {
      trained += labels[index] != -100;
      segments += positions[index] == 0;
    }
    int is_last = batch.step_in_epoch + 1 == info.steps_per_epoch;
    if (gf_release(feeder, &batch) != GF_OK) return fail(feeder, "gf_release");
    batches++;
    if (is_last) break;
  }
  printf("%llu batches, %llu trained tokens, %llu segments\n", (unsigned long long)batches,
         (unsigned long long)trained, (unsigned long long)segments);

  if (count == 4) {
    char state[1024];
    FILE *file = fopen(arguments[3], "w");
    if (gf_state(feeder, state, sizeof state) != GF_OK || !file) return fail(feeder, "state");
    fputs(state, file);
    fclose(file);
  }
  gf_free(feeder);
  return 0;
}
