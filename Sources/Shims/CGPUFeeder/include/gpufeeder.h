/*
 * gpufeeder: batches of training rows from a prep data set, ready in host memory or copied to a
 * CUDA device, in an order that depends on the data set, the seed, the step and the ranks alone.
 *
 * One thread of the library decodes and verifies ahead into a ring of slots; it never calls CUDA.
 * A feeder is used by one thread at a time, except for gf_close, gf_state, gf_counts_of and
 * gf_message, which any thread may call. It belongs to the process that opened it: in a forked
 * child every call returns GF_FORKED. Docs: docs/FEEDER.md.
 *
 * A pointer to an argument that is missing (null) gives GF_USAGE, as does any number that makes no
 * sense. What cannot be checked is the caller's to keep: a pointer that is not null must point to
 * what the declaration says, and a handle must come from gf_open or gf_rows_open.
 */
#ifndef GPUFEEDER_H
#define GPUFEEDER_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__clang__)
#pragma clang assume_nonnull begin
#define GF_NULLABLE _Nullable
#define GF_NONNULL _Nonnull
#else
#define GF_NULLABLE
#define GF_NONNULL
#endif

typedef int32_t gf_status;
enum {
  GF_OK = 0,
  /* Nothing came within the time; gf_message says what is being waited for. Ask again. */
  GF_AGAIN = 1,
  /* The last step is over. */
  GF_END = 2,
  /* Data or system failed; gf_message says what and where. The feeder only fails from now on. */
  GF_ERROR = -1,
  /* The call or an option makes no sense, or a state belongs elsewhere; gf_message says which. */
  GF_USAGE = -2,
  /* All slots are leased: release one first. */
  GF_ALL_LEASED = -3,
  /* The feeder was closed. */
  GF_CLOSED = -4,
  /* This process was forked from the one that opened the feeder. */
  GF_FORKED = -5,
};

/* Columns of a batch, each row_count x row_length elements, row by row. */
enum {
  GF_INPUT_IDS = 1,
  /* The id where it is trained, else -100; not shifted. A segment's first token is never a label:
     what would predict it is another record's. */
  GF_LABELS = 2,
  /* The token's number in its segment, from 0; padding counts as a segment of its own. */
  GF_POSITION_IDS = 4,
  /* 1 for tokens of segments, 0 for padding; a row of padding alone keeps its first 1. */
  GF_ATTENTION_MASK = 8,
  /* Always int32. The segment's number in the batch, from 0. */
  GF_SEGMENT_NUMBERS = 16,
  /* Always int32. The first token of each segment, counted from the batch's first, and then the
     number of tokens: gf_batch.segment_count + 1 numbers, in row_count x row_length + 1 places. */
  GF_SEGMENT_STARTS = 32,
};

enum { GF_INT32 = 0, GF_INT64 = 1 };
enum { GF_SHUFFLE_WINDOW = 0, GF_SHUFFLE_FULL = 1, GF_SHUFFLE_OFF = 2 };
enum { GF_TAIL_PAD = 0, GF_TAIL_DROP = 1, GF_TAIL_WRAP = 2 };
enum {
  /* Ordinary memory: gf_next. */
  GF_DEVICE_HOST = 0,
  /* Pinned memory and gf_next_into; gf_open fails where there is no driver. */
  GF_DEVICE_CUDA = 1,
  /* The same where there is a driver, else ordinary memory, which `notice` is told. */
  GF_DEVICE_CUDA_IF_PRESENT = 2,
};

typedef struct gf_feeder gf_feeder;

typedef struct gf_options {
  /* sizeof(gf_options), set by gf_options_init. */
  size_t struct_size;
  /* Directories of data sets; several are mixed by weights (null: in equal shares). */
  const char *GF_NULLABLE const *GF_NULLABLE directories;
  const uint32_t *GF_NULLABLE weights;
  /* 1 to 256. */
  size_t directory_count;
  /* Null: "train". */
  const char *GF_NULLABLE split;
  /* Rows in a batch of this rank. */
  uint32_t batch_size;
  uint32_t rank_count;
  uint32_t rank;
  int32_t shuffle;
  uint64_t seed;
  /* 0: as many blocks as hold 4 Mi tokens. */
  uint32_t window_blocks;
  int32_t tail;
  uint32_t columns;
  int32_t element_type;
  /* Batches that may be ready or leased at once; gradient accumulation over n takes n + 2. */
  uint32_t slot_count;
  int32_t device;
  /* Bytes that GF_SHUFFLE_FULL may take. */
  uint64_t memory_limit;
  /* Where to start: a state that gf_state gave, or, where that is null, a step. */
  const char *GF_NULLABLE state;
  uint64_t first_step;
  /* The step to end before; UINT64_MAX: go on for ever. */
  uint64_t end_step;
  /* A wait of so many seconds is told to `notice`, once (infinity: never); null: to standard error. */
  double notice_seconds;
  void (*GF_NULLABLE notice)(const char *text, void *GF_NULLABLE context);
  void *GF_NULLABLE notice_context;
  /* Null: "libcuda.so.1". */
  const char *GF_NULLABLE cuda_library;
  /* Null, or slot_count addresses of the caller's memory for the slots, slot_byte_count bytes each,
     which are batch_byte_count or more, and aligned to 16, all to stay until gf_close; see
     gf_next_exchange. Not with a device. */
  void *GF_NULLABLE const *GF_NULLABLE slot_memory;
  uint64_t slot_byte_count;
} gf_options;

/* What stands in a row of a batch: -1, -1 for padding. */
typedef struct gf_row {
  int64_t row;
  int64_t data_set;
} gf_row;

typedef struct gf_batch {
  /* Counted from the start of epoch 0. */
  uint64_t step;
  uint64_t epoch;
  uint64_t step_in_epoch;
  /* Rows that are no padding. */
  uint64_t real_row_count;
  /* Null where the column was not asked for, and after gf_next_into. */
  const void *GF_NULLABLE input_ids;
  const void *GF_NULLABLE labels;
  const void *GF_NULLABLE position_ids;
  /* Null after gf_next_into and gf_next_exchange. */
  const gf_row *GF_NULLABLE rows;
  uint32_t slot;
  /* Segments of all rows, padding after a row's last one counted too, and tokens of the longest. */
  uint64_t segment_count;
  uint64_t longest_segment;
  /* The slot, in which columns begin at the offsets in gf_info. Null after gf_next_into. */
  const void *GF_NULLABLE slot_memory;
} gf_batch;

/* What a feeder feeds: constant from gf_open on. */
typedef struct gf_info {
  uint64_t row_count;
  uint64_t row_length;
  uint64_t element_byte_count;
  /* Bytes that gf_next_into copies, and where in them each column starts (UINT64_MAX: nowhere). */
  uint64_t batch_byte_count;
  uint64_t input_ids_offset;
  uint64_t labels_offset;
  uint64_t position_ids_offset;
  uint64_t steps_per_epoch;
  uint64_t rows_per_epoch;
  /* What the tail rule does to an epoch, over all ranks. */
  uint64_t padded_rows_per_epoch;
  uint64_t dropped_rows_per_epoch;
  uint64_t repeated_rows_per_epoch;
  /* 1: pinned; 0: ordinary memory under a device; -1: no device. */
  int32_t pinned;
  uint32_t pad_token;
  uint64_t attention_mask_offset;
  uint64_t segment_numbers_offset;
  uint64_t segment_starts_offset;
} gf_info;

typedef struct gf_counts {
  uint64_t batch_count;
  /* Times that no batch was ready. */
  uint64_t data_wait_count;
  uint64_t data_wait_nanoseconds;
  uint64_t longest_data_wait_nanoseconds;
  /* Times that every slot was still being copied: the device is behind, not the feeder. */
  uint64_t device_wait_count;
  uint64_t device_wait_nanoseconds;
  /* Processor time of the producing thread. */
  uint64_t producer_nanoseconds;
} gf_counts;

/* The library's version. */
const char *gf_version(void);

/* Sets every option to its default; directories and batch_size are then to be filled in. */
void gf_options_init(gf_options *GF_NULLABLE options);

/* Opens the data sets and starts the thread. On failure `message` says why, cut to fit.
   batch_size x rank_count is at most 2^31. The ring takes slot_count x batch_byte_count bytes at
   once, at most 1 TiB and no more than the system says are available (MemAvailable of
   /proc/meminfo, and what the limits of the process's control groups leave): more is GF_USAGE. */
gf_status gf_open(
    const gf_options *GF_NULLABLE options, gf_feeder *GF_NULLABLE *GF_NULLABLE feeder,
    char *GF_NULLABLE message, size_t message_capacity);

/* Leases the next batch; a negative timeout waits for ever, and so does one that the clock cannot
   count (infinity, say); NaN is GF_USAGE. Its memory is the caller's to read
   until gf_release. */
gf_status gf_next(
    gf_feeder *GF_NULLABLE feeder, double timeout_seconds, gf_batch *GF_NULLABLE batch);

/* Gives a batch back, in any order. */
gf_status gf_release(gf_feeder *GF_NULLABLE feeder, const gf_batch *GF_NULLABLE batch);

/* Takes the next batch for good, without a copy: on GF_OK `memory`, as large as the slot, is in the
   slot's place, and batch->slot_memory is the caller's; there is nothing to release. Only where
   gf_options.slot_memory was given, which stays the caller's to free, what the feeder has of it
   after gf_close. */
gf_status gf_next_exchange(
    gf_feeder *GF_NULLABLE feeder, void *GF_NULLABLE memory, double timeout_seconds,
    gf_batch *GF_NULLABLE batch);

/* Starts one asynchronous copy of the next batch to device memory of batch_byte_count bytes, on
   `stream` (a CUstream), in the context that was current at gf_open; there is nothing to release.
   What is put on the stream after the call sees the batch. Not while the stream is captured. */
gf_status gf_next_into(
    gf_feeder *GF_NULLABLE feeder, uint64_t destination, void *GF_NULLABLE stream,
    double timeout_seconds, gf_batch *GF_NULLABLE batch);

/* Writes to `rows`, as many as a batch has, which rows the batch of `step` holds, counted through all
   epochs: a step that was fed long ago or one to come. Any thread may call it. Step after step costs
   nothing to speak of, a jump time in the order of the blocks (of the rows, with shuffle full). */
gf_status gf_rows_of_step(
    const gf_feeder *GF_NULLABLE feeder, uint64_t step, gf_row *GF_NULLABLE rows);

/* Leaves `info` as it is where the feeder is null or was freed. */
void gf_info_of(const gf_feeder *GF_NULLABLE feeder, gf_info *GF_NULLABLE info);
gf_status gf_counts_of(const gf_feeder *GF_NULLABLE feeder, gf_counts *GF_NULLABLE counts);

/* Writes the state from which the next batch, not yet given out, is the first: less than 1 KiB
   of JSON, and a terminating zero. GF_USAGE where it does not fit. */
gf_status gf_state(const gf_feeder *GF_NULLABLE feeder, char *GF_NULLABLE text, size_t capacity);

/* Writes what the last call that did not return GF_OK had to say, cut to fit. */
void gf_message(const gf_feeder *GF_NULLABLE feeder, char *GF_NULLABLE text, size_t capacity);

/* Stops the thread and gives back what the feeder holds; a call that waits returns GF_CLOSED.
   Leased memory is gone. Again does nothing. */
void gf_close(gf_feeder *GF_NULLABLE feeder);

/* Closes, and frees what the feeder holds; no call may be under way. The handle itself, some 100
   bytes, stays for good, so that a call that follows returns GF_CLOSED and a second gf_free does
   nothing. */
void gf_free(gf_feeder *GF_NULLABLE feeder);

/* Single rows of a split, in any order, from any thread of the process that opened it; rows of one
   block, one after the other, are decoded once. For training there is gf_open. */
typedef struct gf_rows gf_rows;

/* Where gf_rows_read is to write a row: row_length numbers each, or null. */
typedef struct gf_row_columns {
  int32_t *GF_NULLABLE input_ids;
  int32_t *GF_NULLABLE labels;
  int32_t *GF_NULLABLE position_ids;
  /* Tokens of each segment, padding left out: as many as gf_rows_read then says. */
  int32_t *GF_NULLABLE segment_lengths;
  uint64_t segment_count;
} gf_row_columns;

/* On failure `message` says why, cut to fit; so does that of gf_rows_read. */
gf_status gf_rows_open(
    const char *GF_NULLABLE directory, const char *GF_NULLABLE split,
    gf_rows *GF_NULLABLE *GF_NULLABLE rows, uint64_t *GF_NULLABLE row_count,
    uint64_t *GF_NULLABLE row_length, char *GF_NULLABLE message, size_t message_capacity);
gf_status gf_rows_read(
    const gf_rows *GF_NULLABLE rows, uint64_t row, gf_row_columns *GF_NULLABLE columns,
    char *GF_NULLABLE message, size_t message_capacity);

/* A record of which a row holds tokens. */
typedef struct gf_record {
  /* The line in its file, from 1. */
  uint64_t line;
  /* The file's number among the inputs of the manifest. */
  uint32_t file;
  /* The first of its tokens that the row holds, and how many: others may stand in other rows. */
  uint32_t token_start;
  uint32_t token_count;
} gf_record;

/* Writes the first `capacity` records of a row to `records`, in their order there, and to `count`
   how many there are: row_length at most. */
gf_status gf_rows_records(
    const gf_rows *GF_NULLABLE rows, uint64_t row, gf_record *GF_NULLABLE records,
    uint64_t capacity, uint64_t *GF_NULLABLE count, char *GF_NULLABLE message,
    size_t message_capacity);
/* No call may be under way; the handle stays, as that of gf_free does. */
void gf_rows_free(gf_rows *GF_NULLABLE rows);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#ifdef __cplusplus
}
#endif

#endif
