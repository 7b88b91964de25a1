// Opens the feeder with options of any values and calls it with any times and batches: each call
// must come back with one of the header's answers. Pointers are what the header asks for, or null.
// Usage: hostile-options DATA_SET COUNT [SEED]          (run by run.sh)
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "gpufeeder.h"

static uint64_t state;

// SplitMix64.
static uint64_t draw(void) {
  uint64_t value = state += 0x9E3779B97F4A7C15u;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

// A number that is likely to be at some edge.
static uint64_t number(void) {
  static const uint64_t edges[] = {0, 1, 2, 3, 7, 63, 64, 1000, 1u << 20};
  switch (draw() % 4) {
    case 0: return edges[draw() % (sizeof edges / sizeof *edges)];
    case 1: return ((uint64_t)1 << draw() % 64) + draw() % 3 - 1;
    case 2: return (uint64_t)0 - draw() % 4;
    default: return draw();
  }
}

static double seconds(void) {
  static const double edges[] = {0, -0.0, 1e-9, 0.01, -1, 1e10, 1e300, -1e300, INFINITY, NAN};
  return edges[draw() % (sizeof edges / sizeof *edges)];
}

static const char *text(void) {
  static const char *const texts[] = {
      NULL, "", "train", "validation", "\xff\x1b[2J", "{}", "[[[[[[[[",
      "{\"format\":\"prep feeder state\",\"version\":1,\"step\":18446744073709551615}"};
  return texts[draw() % (sizeof texts / sizeof *texts)];
}

// Now and then: most options keep what a working caller gives.
static int now_and_then(void) { return draw() % 12 == 0; }

// Notices of waits would fill the screen.
static void ignore(const char *text, void *context) {
  (void)text;
  (void)context;
}

static int is_answer(int answer) { return answer >= GF_FORKED && answer <= GF_END; }

#define DRAW(field, value) \
  if (now_and_then()) options.field = value

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const long count = atol(argv[2]);
  const uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
  // What is too much for the machine must be refused, and what is not granted must be an error.
  struct rlimit limit = {2ul << 30, 2ul << 30};
  setrlimit(RLIMIT_AS, &limit);
  const char *names[] = {argv[1], argv[1], NULL, "nowhere"};
  const uint32_t weights[] = {1, 0, UINT32_MAX, 3};
  long opened = 0;
  for (long index = 0; index < count; index++) {
    state = seed * 1000003 + (uint64_t)index;
    gf_options options;
    gf_options_init(&options);
    options.directories = names;
    options.directory_count = 1;
    options.batch_size = 2;
    options.end_step = 6;
    options.notice = ignore;
    DRAW(struct_size, number());
    DRAW(directories, draw() % 2 ? NULL : names + draw() % 3);
    // The header asks for as many names as are counted: more only where there are none.
    if (now_and_then() && !options.directories) options.directory_count = number();
    if (now_and_then() && options.directories == names) options.directory_count = draw() % 5;
    DRAW(weights, weights);
    DRAW(split, text());
    DRAW(batch_size, (uint32_t)number());
    DRAW(rank_count, (uint32_t)number());
    DRAW(rank, (uint32_t)number());
    DRAW(shuffle, (int32_t)number());
    DRAW(seed, number());
    DRAW(window_blocks, (uint32_t)number());
    DRAW(tail, (int32_t)number());
    DRAW(columns, (uint32_t)number());
    DRAW(element_type, (int32_t)number());
    DRAW(slot_count, (uint32_t)number());
    DRAW(memory_limit, number());
    DRAW(state, text());
    DRAW(first_step, number());
    DRAW(end_step, number());
    DRAW(notice_seconds, seconds());
    gf_feeder *feeder = NULL;
    char message[300];
    int answer = gf_open(
        now_and_then() && now_and_then() ? NULL : &options, &feeder, message, sizeof message);
    int good = is_answer(answer) && (answer == GF_OK) == (feeder != NULL);
    if (feeder) {
      opened++;
      for (int call = 0; call < 4 && good; call++) {
        gf_batch batch = {0};
        double timeout = seconds();
        // For ever is for ever: only where a batch is sure to come.
        if (!(timeout <= 1) || timeout < 0) timeout = call < 2 ? timeout : 0;
        answer = gf_next(feeder, timeout, now_and_then() ? NULL : &batch);
        good = is_answer(answer);
        if (now_and_then()) batch.slot = (uint32_t)number();
        good = good && is_answer(gf_release(feeder, now_and_then() ? NULL : &batch));
      }
      char saved[1024];
      good = good && is_answer(gf_state(feeder, now_and_then() ? NULL : saved, number() % 1025));
      if (draw() % 2) gf_close(feeder);
      gf_free(feeder);
    }
    if (!good) {
      fprintf(stderr, "hostile-options: case %ld of seed %llu: answer %d\n", index,
              (unsigned long long)seed, answer);
      return 1;
    }
  }
  printf("%ld options, %ld of them opened a feeder\n", count, opened);
  // A campaign that opens nothing, or everything, tests nothing.
  return opened > count / 50 && opened < count ? 0 : 1;
}
