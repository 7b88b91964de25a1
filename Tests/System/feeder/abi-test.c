// Tests of libgpufeeder.so as a C program sees it: in a process of its own, with forks, threads and
// the fake driver. Usage: abi-test DATA_SET LIBFAKECUDA.so          (run by run.sh)
#include <dirent.h>
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "FakeCUDA.h"
#include "gpufeeder.h"

static int failures;
#define CHECK(holds)                                                       \
  do {                                                                     \
    if (!(holds)) {                                                        \
      failures++;                                                          \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #holds); \
    }                                                                      \
  } while (0)

static const char *directory;
static char message[512];

static gf_options options_for(uint32_t batchSize) {
  gf_options options;
  gf_options_init(&options);
  options.directories = &directory;
  options.directory_count = 1;
  options.batch_size = batchSize;
  return options;
}

static gf_feeder *open_feeder(const gf_options *options) {
  gf_feeder *feeder = NULL;
  if (gf_open(options, &feeder, message, sizeof message) != GF_OK) {
    fprintf(stderr, "gf_open: %s\n", message);
    exit(1);
  }
  return feeder;
}

// FNV-1a over what a batch holds.
static uint64_t digest(const gf_info *info, const gf_batch *batch) {
  size_t byteCount = info->row_count * info->row_length * info->element_byte_count;
  uint64_t hash = 14695981039346656037u;
  const void *columns[] = {batch->input_ids, batch->labels, batch->position_ids};
  for (int column = 0; column < 3; column++)
    for (size_t index = 0; index < byteCount; index++)
      hash = (hash ^ ((const unsigned char *)columns[column])[index]) * 1099511628211u;
  return hash;
}

static int entries(const char *path) {
  int count = 0;
  DIR *folder = opendir(path);
  while (folder && readdir(folder)) count++;
  if (folder) closedir(folder);
  return count;
}

static void bad_options_are_refused(void) {
  gf_feeder *feeder = (gf_feeder *)1;
  gf_options options = options_for(4);
  options.struct_size = 8;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  CHECK(feeder == NULL && strstr(message, "gf_options_init"));
  options = options_for(0);
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  options = options_for(4);
  options.shuffle = 9;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  options = options_for(4);
  options.rank = 1;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  options = options_for(4);
  options.directory_count = 0;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  const char *nowhere = "/nonexistent";
  options = options_for(4);
  options.directories = &nowhere;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_ERROR);
  CHECK(strstr(message, "/nonexistent"));
  // A message that does not fit is cut, and ends all the same.
  char tiny[8];
  CHECK(gf_open(&options, &feeder, tiny, sizeof tiny) == GF_ERROR && strlen(tiny) == 7);
  CHECK(gf_open(&options, &feeder, NULL, 0) == GF_ERROR);
}

// Nothing here may end the process: each call has a status.
static void senseless_arguments_are_refused(void) {
  gf_feeder *feeder = NULL;
  gf_options options = options_for(4);
  gf_options_init(NULL);
  CHECK(gf_open(NULL, &feeder, message, sizeof message) == GF_USAGE && strstr(message, "null"));
  CHECK(gf_open(&options, NULL, message, sizeof message) == GF_USAGE);
  const size_t counts[] = {0, 257, (size_t)1 << 63, SIZE_MAX};
  for (int index = 0; index < 4; index++) {
    options.directory_count = counts[index];
    CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE && feeder == NULL);
    CHECK(strstr(message, "directory_count"));
  }
  options = options_for(1u << 20);
  options.rank_count = 1u << 20;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  // More than any machine that runs this has: refused before it is taken.
  options = options_for(1u << 20);
  options.slot_count = 256;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  CHECK(strstr(message, "smaller batch"));
  options = options_for(4);
  options.notice_seconds = NAN;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  options = options_for(4);
  options.slot_count = UINT32_MAX;
  void *slots[1] = {NULL};
  options.slot_memory = slots;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);

  gf_batch batch;
  gf_info info;
  CHECK(gf_next(NULL, 0, &batch) == GF_USAGE && gf_release(NULL, &batch) == GF_USAGE);
  CHECK(gf_next_exchange(NULL, NULL, 0, &batch) == GF_USAGE);
  CHECK(gf_next_into(NULL, 0, NULL, 0, &batch) == GF_USAGE);
  CHECK(gf_counts_of(NULL, NULL) == GF_USAGE && gf_state(NULL, message, 10) == GF_USAGE);
  gf_info_of(NULL, &info);
  gf_message(NULL, message, sizeof message);
  gf_close(NULL);
  gf_free(NULL);
}

static void no_time_and_no_null_ends_the_process(void) {
  const double times[] = {0, -0.0, 1e-300, 2e10, 1e300, INFINITY};
  for (int index = 0; index < 6; index++) {
    gf_options options = options_for(2);
    options.slot_count = 2;
    options.end_step = 2;
    options.notice_seconds = times[index];
    gf_feeder *feeder = open_feeder(&options);
    gf_batch batch;
    CHECK(gf_next(feeder, NAN, &batch) == GF_USAGE);
    gf_message(feeder, message, sizeof message);
    CHECK(strstr(message, "NaN"));
    CHECK(gf_next(feeder, -1, NULL) == GF_USAGE && gf_release(feeder, NULL) == GF_USAGE);
    CHECK(gf_next_exchange(feeder, (void *)1, -1, &batch) == GF_USAGE);
    gf_info_of(feeder, NULL);
    CHECK(gf_counts_of(feeder, NULL) == GF_USAGE && gf_state(feeder, NULL, 0) == GF_USAGE);
    for (int step = 0; step < 2; step++) {
      // At once and, where that is too soon, for as long as it takes.
      gf_status status = gf_next(feeder, times[index], &batch);
      if (status == GF_AGAIN) status = gf_next(feeder, INFINITY, &batch);
      CHECK(status == GF_OK);
      CHECK(gf_release(feeder, &batch) == GF_OK);
    }
    CHECK(gf_next(feeder, INFINITY, &batch) == GF_END);
    gf_close(feeder);
    CHECK(gf_next(feeder, 0, &batch) == GF_CLOSED);
    gf_free(feeder);
    CHECK(gf_next(feeder, 0, &batch) == GF_CLOSED && gf_release(feeder, &batch) == GF_CLOSED);
    CHECK(gf_state(feeder, message, sizeof message) == GF_CLOSED);
    gf_message(feeder, message, sizeof message);
    CHECK(strstr(message, "freed"));
    gf_close(feeder);
    gf_free(feeder);
  }
}

static void single_rows_take_any_argument(void) {
  gf_rows *rows = NULL;
  uint64_t count = 0, length = 0;
  gf_row_columns columns = {0};
  CHECK(gf_rows_open(NULL, NULL, &rows, &count, &length, message, sizeof message) == GF_USAGE);
  CHECK(gf_rows_open(directory, NULL, NULL, &count, &length, NULL, 0) == GF_USAGE);
  CHECK(gf_rows_open(directory, NULL, &rows, NULL, &length, NULL, 0) == GF_USAGE);
  CHECK(gf_rows_read(NULL, 0, &columns, message, sizeof message) == GF_USAGE);
  CHECK(gf_rows_open(directory, NULL, &rows, &count, &length, message, sizeof message) == GF_OK);
  CHECK(gf_rows_read(rows, 0, NULL, message, sizeof message) == GF_USAGE);
  CHECK(gf_rows_read(rows, UINT64_MAX, &columns, message, sizeof message) == GF_USAGE);
  CHECK(gf_rows_read(rows, count - 1, &columns, message, sizeof message) == GF_OK);
  gf_rows_free(rows);
  CHECK(gf_rows_read(rows, 0, &columns, message, sizeof message) == GF_CLOSED);
  gf_rows_free(rows);
  gf_rows_free(NULL);
}

static void a_state_goes_on_where_it_was_saved(void) {
  gf_options options = options_for(2);
  gf_feeder *feeder = open_feeder(&options);
  gf_info info;
  gf_info_of(feeder, &info);
  CHECK(info.pinned == -1 && info.row_count == 2 && info.element_byte_count == 4);
  char state[1024] = "";
  uint64_t rest[20];
  for (int step = 0; step < 25; step++) {
    gf_batch batch;
    CHECK(gf_next(feeder, -1, &batch) == GF_OK && batch.step == (uint64_t)step);
    if (step >= 5) rest[step - 5] = digest(&info, &batch);
    CHECK(gf_release(feeder, &batch) == GF_OK);
    CHECK(gf_release(feeder, &batch) == GF_USAGE);
    if (step == 4) CHECK(gf_state(feeder, state, sizeof state) == GF_OK);
  }
  char small[10];
  CHECK(gf_state(feeder, small, sizeof small) == GF_USAGE);
  gf_counts counts;
  CHECK(gf_counts_of(feeder, &counts) == GF_OK && counts.batch_count == 25);
  gf_free(feeder);

  options.state = state;
  options.slot_count = 3;
  feeder = open_feeder(&options);
  for (int step = 0; step < 20; step++) {
    gf_batch batch;
    CHECK(gf_next(feeder, -1, &batch) == GF_OK);
    CHECK(batch.step == (uint64_t)step + 5 && digest(&info, &batch) == rest[step]);
    CHECK(gf_release(feeder, &batch) == GF_OK);
  }
  gf_free(feeder);
  options.seed = 1;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  CHECK(strstr(message, "seed"));
}

static void a_forked_child_is_refused(void) {
  gf_options options = options_for(2);
  gf_feeder *feeder = open_feeder(&options);
  gf_batch batch;
  CHECK(gf_next(feeder, -1, &batch) == GF_OK);
  pid_t child = fork();
  if (child == 0) {
    gf_batch other;
    gf_counts counts;
    failures = 0;
    CHECK(gf_next(feeder, -1, &other) == GF_FORKED);
    CHECK(gf_release(feeder, &batch) == GF_FORKED);
    CHECK(gf_counts_of(feeder, &counts) == GF_FORKED);
    gf_message(feeder, message, sizeof message);
    CHECK(strstr(message, "forked"));
    gf_close(feeder);
    gf_free(feeder);
    // One of its own is fine.
    gf_feeder *own = open_feeder(&options);
    CHECK(gf_next(own, -1, &other) == GF_OK && other.step == 0);
    gf_free(own);
    _exit(failures);
  }
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  // The parent's goes on.
  CHECK(gf_release(feeder, &batch) == GF_OK);
  CHECK(gf_next(feeder, -1, &batch) == GF_OK && batch.step == 1);
  gf_free(feeder);
}

// Every column, in memory that the caller lends and gets back full: what it says is what gf_rows_read
// says of the same rows.
static void exchanged_batches_hold_the_rows(void) {
  gf_options options = options_for(3);
  options.columns = GF_INPUT_IDS | GF_LABELS | GF_POSITION_IDS | GF_ATTENTION_MASK |
                    GF_SEGMENT_NUMBERS | GF_SEGMENT_STARTS;
  gf_feeder *plain = open_feeder(&options);
  gf_info info;
  gf_info_of(plain, &info);
  gf_batch leased;
  CHECK(gf_next(plain, -1, &leased) == GF_OK);
  CHECK(gf_next_exchange(plain, (void *)&info, -1, &leased) == GF_USAGE);
  gf_message(plain, message, sizeof message);
  CHECK(strstr(message, "lent"));
  gf_free(plain);

  uint64_t row_count, row_length;
  gf_rows *rows = NULL;
  CHECK(gf_rows_open(directory, NULL, &rows, &row_count, &row_length, message, sizeof message) == GF_OK);
  CHECK(row_length == info.row_length && row_count == info.rows_per_epoch);
  plain = NULL;
  options.slot_count = 2;
  options.slot_byte_count = info.batch_byte_count;
  void *memory[3];
  for (int slot = 0; slot < 3; slot++)
    memory[slot] = aligned_alloc(256, (info.batch_byte_count + 255) / 256 * 256);
  options.slot_memory = memory;
  options.slot_byte_count = info.batch_byte_count - 1;
  CHECK(gf_open(&options, &plain, message, sizeof message) == GF_USAGE);
  options.slot_byte_count = info.batch_byte_count;
  gf_feeder *feeder = open_feeder(&options);
  options.slot_memory = NULL;
  plain = open_feeder(&options);
  size_t tokens = info.row_count * info.row_length;
  int32_t *ids = malloc(4 * row_length), *labels = malloc(4 * row_length);
  int32_t *positions = malloc(4 * row_length), *lengths = malloc(4 * row_length);
  void *spare = memory[2];
  for (uint64_t step = 0; step < 2 * info.steps_per_epoch; step++) {
    gf_batch batch;
    CHECK(gf_next(plain, -1, &leased) == GF_OK);
    CHECK(gf_next_exchange(feeder, spare, -1, &batch) == GF_OK);
    CHECK(batch.rows == NULL && batch.slot_memory != NULL && batch.step == step);
    CHECK(batch.segment_count == leased.segment_count && batch.longest_segment == leased.longest_segment);
    const char *slot = batch.slot_memory;
    const int32_t *batch_ids = (const int32_t *)(slot + info.input_ids_offset);
    const int32_t *mask = (const int32_t *)(slot + info.attention_mask_offset);
    const int32_t *numbers = (const int32_t *)(slot + info.segment_numbers_offset);
    const int32_t *starts = (const int32_t *)(slot + info.segment_starts_offset);
    CHECK((const void *)batch_ids == batch.input_ids);
    CHECK(starts[0] == 0 && starts[batch.segment_count] == (int32_t)tokens);
    uint64_t segment = 0;
    for (uint64_t row = 0; row < info.row_count; row++) {
      size_t at = row * row_length;
      gf_row_columns columns = {ids, labels, positions, lengths, 0};
      if (leased.rows[row].row < 0) {
        CHECK(numbers[at] == (int32_t)segment && numbers[at + row_length - 1] == (int32_t)segment);
        CHECK(mask[at] == 1 && mask[at + 1] == 0);
        segment++;
        continue;
      }
      CHECK(gf_rows_read(rows, leased.rows[row].row, &columns, message, sizeof message) == GF_OK);
      CHECK(!memcmp(batch_ids + at, ids, 4 * row_length));
      CHECK(!memcmp(slot + info.labels_offset + 4 * at, labels, 4 * row_length));
      CHECK(!memcmp(slot + info.position_ids_offset + 4 * at, positions, 4 * row_length));
      size_t place = 0;
      for (uint64_t index = 0; index < columns.segment_count; index++, segment++) {
        CHECK(starts[segment] == (int32_t)(at + place));
        for (int32_t token = 0; token < lengths[index]; token++, place++)
          CHECK(numbers[at + place] == (int32_t)segment && mask[at + place] == 1);
      }
      if (place < row_length) {
        CHECK(starts[segment] == (int32_t)(at + place));
        for (; place < row_length; place++)
          CHECK(numbers[at + place] == (int32_t)segment && mask[at + place] == 0);
        segment++;
      }
    }
    CHECK(segment == batch.segment_count);
    spare = (void *)batch.slot_memory;
    gf_release(plain, &leased);
  }
  gf_row_columns none = {NULL, NULL, NULL, NULL, 0};
  CHECK(gf_rows_read(rows, 0, &none, message, sizeof message) == GF_OK && none.segment_count > 0);
  CHECK(gf_rows_read(rows, row_count, &none, message, sizeof message) == GF_USAGE);
  CHECK(strstr(message, "expected a row"));
  gf_rows_free(rows);
  gf_rows_free(NULL);
  CHECK(gf_rows_open("/nonexistent", NULL, &rows, &row_count, &row_length, message, sizeof message) == GF_ERROR);
  CHECK(rows == NULL && strstr(message, "/nonexistent"));
  CHECK(gf_rows_open(directory, "nosplit", &rows, &row_count, &row_length, message, sizeof message) == GF_USAGE);
  CHECK(strstr(message, "nosplit"));
  gf_free(feeder);
  gf_free(plain);
  for (int slot = 0; slot < 3; slot++) free(memory[slot]);
  free(ids), free(labels), free(positions), free(lengths);
}

static void *close_later(void *feeder) {
  usleep(30000);
  gf_close(feeder);
  return NULL;
}

static void closing_wakes_and_leasing_all_is_an_error(void) {
  gf_options options = options_for(2);
  options.slot_count = 2;
  gf_feeder *feeder = open_feeder(&options);
  gf_batch batches[3];
  CHECK(gf_next(feeder, -1, &batches[0]) == GF_OK && gf_next(feeder, -1, &batches[1]) == GF_OK);
  CHECK(gf_next(feeder, -1, &batches[2]) == GF_ALL_LEASED);
  gf_message(feeder, message, sizeof message);
  CHECK(strstr(message, "gradient accumulation"));
  CHECK(gf_next_into(feeder, 0, NULL, 0, &batches[2]) == GF_USAGE);
  pthread_t thread;
  pthread_create(&thread, NULL, close_later, feeder);
  gf_status status;
  gf_batch batch = batches[0];
  do {
    gf_release(feeder, &batch);
    status = gf_next(feeder, -1, &batch);
  } while (status == GF_OK);
  CHECK(status == GF_CLOSED);
  pthread_join(thread, NULL);
  gf_close(feeder);
  gf_free(feeder);
  gf_free(NULL);
}

static void the_end_comes_and_stays(void) {
  gf_options options = options_for(2);
  options.end_step = 3;
  gf_feeder *feeder = open_feeder(&options);
  gf_batch batch;
  for (int step = 0; step < 3; step++) {
    CHECK(gf_next(feeder, -1, &batch) == GF_OK);
    gf_release(feeder, &batch);
  }
  CHECK(gf_next(feeder, -1, &batch) == GF_END && gf_next(feeder, 0, &batch) == GF_END);
  gf_free(feeder);
}

static void nothing_is_left_behind(void) {
  int files = entries("/proc/self/fd"), threads = entries("/proc/self/task");
  for (int round = 0; round < 20; round++) {
    gf_options options = options_for(2);
    gf_feeder *feeder = open_feeder(&options);
    gf_batch batch;
    for (int step = 0; step < round % 4; step++) CHECK(gf_next(feeder, -1, &batch) == GF_OK);
    gf_free(feeder);
  }
  CHECK(entries("/proc/self/fd") == files);
  CHECK(entries("/proc/self/task") == threads);
}

static void copies_arrive_on_the_device(const char *fake) {
  void *library = dlopen(fake, RTLD_NOW);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    exit(1);
  }
  void (*reset)(void) = (void (*)(void))dlsym(library, "fakecuda_reset");
  void (*make_current)(int) = (void (*)(int))dlsym(library, "fakecuda_make_current");
  void *(*create)(void) = (void *(*)(void))dlsym(library, "fakecuda_create_stream");
  void (*drain)(void *) = (void (*)(void *))dlsym(library, "fakecuda_drain");
  void (*delay)(unsigned, unsigned, uint64_t) =
      (void (*)(unsigned, unsigned, uint64_t))dlsym(library, "fakecuda_set_delay");
  void (*report_now)(fakecuda_report *) =
      (void (*)(fakecuda_report *))dlsym(library, "fakecuda_report_now");
  reset();
  gf_options options = options_for(2);
  options.device = GF_DEVICE_CUDA;
  options.cuda_library = "/nonexistent.so";
  gf_feeder *feeder;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  options.cuda_library = fake;
  CHECK(gf_open(&options, &feeder, message, sizeof message) == GF_USAGE);
  CHECK(strstr(message, "context"));
  make_current(1);
  delay(0, 400, 1);
  feeder = open_feeder(&options);
  gf_options plain = options_for(2);
  gf_feeder *host = open_feeder(&plain);
  gf_info info;
  gf_info_of(feeder, &info);
  CHECK(info.pinned == 1);
  unsigned char *device = calloc(1, info.batch_byte_count);
  void *stream = create();
  for (int step = 0; step < 100; step++) {
    gf_batch copied, batch;
    CHECK(gf_next_into(feeder, (uint64_t)device, stream, -1, &copied) == GF_OK);
    CHECK(gf_next(host, -1, &batch) == GF_OK);
    drain(stream);
    size_t byteCount = info.row_count * info.row_length * info.element_byte_count;
    CHECK(copied.step == batch.step && copied.real_row_count == batch.real_row_count);
    CHECK(!memcmp(device + info.input_ids_offset, batch.input_ids, byteCount));
    CHECK(!memcmp(device + info.labels_offset, batch.labels, byteCount));
    CHECK(!memcmp(device + info.position_ids_offset, batch.position_ids, byteCount));
    gf_release(host, &batch);
  }
  gf_free(feeder);
  gf_free(host);
  free(device);
  fakecuda_report report;
  report_now(&report);
  CHECK(report.copies == 100 && report.changed_sources == 0 && report.invalid_calls == 0);
  CHECK(report.live_events == 0 && report.live_registrations == 0 && report.synchronizations == 0);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  directory = arguments[1];
  bad_options_are_refused();
  senseless_arguments_are_refused();
  no_time_and_no_null_ends_the_process();
  single_rows_take_any_argument();
  a_state_goes_on_where_it_was_saved();
  exchanged_batches_hold_the_rows();
  a_forked_child_is_refused();
  closing_wakes_and_leasing_all_is_an_error();
  the_end_comes_and_stays();
  nothing_is_left_behind();
  copies_arrive_on_the_device(arguments[2]);
  printf("gpufeeder %s: %s\n", gf_version(), failures ? "FAILED" : "all good");
  return failures != 0;
}
