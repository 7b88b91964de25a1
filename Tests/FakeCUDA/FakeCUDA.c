#define _GNU_SOURCE
#include "FakeCUDA.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { success = 0, invalid_value = 1, out_of_memory = 2, not_initialized = 3,
       invalid_context = 201, invalid_handle = 400, not_ready = 600 };

typedef struct event {
  // Records that were enqueued, and those that the stream has reached.
  uint64_t recorded, reached;
  int alive;
  struct event *next;
} event;

typedef struct operation {
  enum { copy, record, kernel } kind;
  uint64_t destination;
  const void *source;
  size_t byteCount;
  uint64_t hashAtEnqueue;
  unsigned microseconds;
  event *event;
  uint64_t generation;
  uint64_t *hash;
  struct operation *next;
} operation;

typedef struct stream {
  pthread_t thread;
  operation *first, *last;
  int busy, begun, capturing;
  struct stream *next;
} stream;

typedef struct fault { char name[48]; int nth, code, sticky, seen; struct fault *next; } fault;
typedef struct region { const char *start; size_t byteCount; struct region *next; } region;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static stream *streams;
static event *events;
static stream *defaultStream;
static fault *faults;
static region *registrations;
static fakecuda_report report;
static unsigned leastDelay, mostDelay;
static uint64_t randomState;
static size_t hostLimit = SIZE_MAX, hostUsed;
static int isHeld;
static int liveContexts;
static pid_t owner;
static _Thread_local int currentContext;
static _Thread_local int pushedContext;

uint64_t fakecuda_hash(const void *bytes, size_t byteCount) {
  const unsigned char *byte = bytes;
  uint64_t hash = 14695981039346656037u;
  for (size_t index = 0; index < byteCount; index++) hash = (hash ^ byte[index]) * 1099511628211u;
  return hash;
}

static uint64_t draw(void) {
  randomState += 0x9E3779B97F4A7C15u;
  uint64_t value = randomState;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

// The lock is held where it says so in these: `_locked`.
static int is_registered_locked(const void *start, size_t byteCount) {
  for (region *r = registrations; r; r = r->next)
    if ((const char *)start >= r->start &&
        (const char *)start + byteCount <= r->start + r->byteCount)
      return 1;
  return 0;
}

static int enter_locked(const char *name, int needsContext) {
  if (owner && owner != getpid()) {
    report.invalid_calls++;
    return not_initialized;
  }
  for (fault *f = faults; f; f = f->next) {
    if (strcmp(f->name, name)) continue;
    f->seen++;
    if (f->seen == f->nth || (f->sticky && f->seen > f->nth)) return f->code;
  }
  if (needsContext && currentContext == 0) {
    report.invalid_calls++;
    return invalid_context;
  }
  return success;
}

static void *run(void *argument) {
  stream *s = argument;
  pthread_mutex_lock(&lock);
  for (;;) {
    while (!s->first) pthread_cond_wait(&changed, &lock);
    operation *o = s->first;
    s->first = o->next;
    if (!s->first) s->last = NULL;
    s->busy = 1;
    unsigned delay = o->microseconds;
    if (o->kind == copy)
      delay = leastDelay + (mostDelay > leastDelay ? draw() % (mostDelay - leastDelay + 1) : 0);
    pthread_mutex_unlock(&lock);
    uint64_t before = 0, after = 0;
    // What was there is gone from the start; what comes is read only at the end.
    if (o->kind == copy) memset((void *)o->destination, 0xEE, o->byteCount);
    if (o->kind == kernel) before = fakecuda_hash((void *)o->destination, o->byteCount);
    pthread_mutex_lock(&lock);
    s->begun = 1;
    pthread_cond_broadcast(&changed);
    while (isHeld) pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    if (delay) usleep(delay);
    if (o->kind == copy) {
      after = fakecuda_hash(o->source, o->byteCount);
      memcpy((void *)o->destination, o->source, o->byteCount);
    }
    if (o->kind == kernel) after = fakecuda_hash((void *)o->destination, o->byteCount);
    pthread_mutex_lock(&lock);
    s->begun = 0;
    if (o->kind == copy && after != o->hashAtEnqueue) report.changed_sources++;
    if (o->kind == kernel) {
      if (before != after) report.torn_kernels++;
      *o->hash = after;
    }
    if (o->kind == record && o->event->reached < o->generation) o->event->reached = o->generation;
    free(o);
    s->busy = 0;
    pthread_cond_broadcast(&changed);
  }
  return NULL;
}

static stream *make_stream_locked(void) {
  stream *s = calloc(1, sizeof *s);
  s->next = streams;
  streams = s;
  pthread_create(&s->thread, NULL, run, s);
  pthread_detach(s->thread);
  return s;
}

static stream *find_locked(void *handle) {
  if (!handle) return defaultStream ? defaultStream : (defaultStream = make_stream_locked());
  for (stream *s = streams; s; s = s->next)
    if (s == handle) return s;
  return NULL;
}

static void enqueue_locked(stream *s, operation o) {
  operation *made = malloc(sizeof *made);
  *made = o;
  made->next = NULL;
  if (s->last) s->last->next = made; else s->first = made;
  s->last = made;
  pthread_cond_broadcast(&changed);
}

static void drain_locked(stream *s) {
  while (s->first || s->busy) pthread_cond_wait(&changed, &lock);
}

// MARK: What tests call

void fakecuda_reset(void) {
  pthread_mutex_lock(&lock);
  isHeld = 0;
  pthread_cond_broadcast(&changed);
  for (stream *s = streams; s; s = s->next) {
    drain_locked(s);
    s->capturing = 0;
  }
  while (faults) { fault *f = faults; faults = f->next; free(f); }
  while (registrations) { region *r = registrations; registrations = r->next; free(r); }
  memset(&report, 0, sizeof report);
  leastDelay = mostDelay = 0;
  hostLimit = SIZE_MAX;
  hostUsed = 0;
  owner = getpid();
  pthread_mutex_unlock(&lock);
}

void fakecuda_set_delay(unsigned least, unsigned most, uint64_t seed) {
  pthread_mutex_lock(&lock);
  leastDelay = least;
  mostDelay = most;
  randomState = seed;
  pthread_mutex_unlock(&lock);
}

void fakecuda_fail(const char *name, int nth, int code, int sticky) {
  fault *f = calloc(1, sizeof *f);
  strncpy(f->name, name, sizeof f->name - 1);
  f->nth = nth;
  f->code = code;
  f->sticky = sticky;
  pthread_mutex_lock(&lock);
  f->next = faults;
  faults = f;
  pthread_mutex_unlock(&lock);
}

void fakecuda_set_host_limit(size_t byteCount) {
  pthread_mutex_lock(&lock);
  hostLimit = byteCount;
  pthread_mutex_unlock(&lock);
}

void fakecuda_make_current(int context) { currentContext = context; }

void *fakecuda_create_stream(void) {
  pthread_mutex_lock(&lock);
  stream *s = make_stream_locked();
  pthread_mutex_unlock(&lock);
  return s;
}

void fakecuda_set_capturing(void *handle, int capturing) {
  pthread_mutex_lock(&lock);
  stream *s = find_locked(handle);
  if (s) s->capturing = capturing;
  pthread_mutex_unlock(&lock);
}

uint64_t fakecuda_allocate(size_t byteCount) { return (uint64_t)calloc(1, byteCount); }
void fakecuda_free(uint64_t address) { free((void *)address); }

void fakecuda_launch(
    void *handle, uint64_t address, size_t byteCount, unsigned microseconds, uint64_t *hash) {
  pthread_mutex_lock(&lock);
  stream *s = find_locked(handle);
  if (s)
    enqueue_locked(s, (operation){.kind = kernel, .destination = address, .byteCount = byteCount,
                                  .microseconds = microseconds, .hash = hash});
  pthread_mutex_unlock(&lock);
}

void fakecuda_hold(int held) {
  pthread_mutex_lock(&lock);
  isHeld = held;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&lock);
}

void fakecuda_await_begun(void *handle) {
  pthread_mutex_lock(&lock);
  stream *s = find_locked(handle);
  while (s && !s->begun) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
}

void fakecuda_drain(void *handle) {
  pthread_mutex_lock(&lock);
  stream *s = find_locked(handle);
  if (s) drain_locked(s);
  pthread_mutex_unlock(&lock);
}

void fakecuda_report_now(fakecuda_report *target) {
  pthread_mutex_lock(&lock);
  *target = report;
  pthread_mutex_unlock(&lock);
}

int fakecuda_live_contexts(void) {
  pthread_mutex_lock(&lock);
  int count = liveContexts;
  pthread_mutex_unlock(&lock);
  return count;
}

int fakecuda_is_registered(const void *start, size_t byteCount) {
  pthread_mutex_lock(&lock);
  int found = is_registered_locked(start, byteCount);
  pthread_mutex_unlock(&lock);
  return found;
}

// MARK: libcuda's names

#define CALL(name, needsContext, ...)                   \
  {                                                     \
    pthread_mutex_lock(&lock);                          \
    int status = enter_locked(name, needsContext);      \
    if (status == success) __VA_ARGS__;           \
    pthread_mutex_unlock(&lock);                        \
    return status;                                      \
  }

// A number of the environment, by which commands that load this library are told what is there.
static int stated(const char *name, int otherwise) {
  const char *text = getenv(name);
  return text ? atoi(text) : otherwise;
}

int cuInit(unsigned flags) CALL("cuInit", 0, {
  status = flags ? invalid_value : stated("FAKECUDA_INIT", success);
})

int cuDriverGetVersion(int *version) CALL("cuDriverGetVersion", 0, {
  *version = stated("FAKECUDA_VERSION", 12040);
})

int cuDeviceGetCount(int *count) CALL("cuDeviceGetCount", 0, {
  *count = stated("FAKECUDA_DEVICES", 1);
})

int cuDeviceGet(int *device, int ordinal) CALL("cuDeviceGet", 0, { *device = ordinal; })

int cuDeviceGetName(char *name, int byteCount, int device) CALL("cuDeviceGetName", 0, {
  const char *stated = getenv("FAKECUDA_NAME");
  (void)device;
  strncpy(name, stated ? stated : "Fake A100-SXM4-40GB", (size_t)byteCount - 1);
  name[byteCount - 1] = 0;
})

int cuDeviceTotalMem_v2(size_t *byteCount, int device) CALL("cuDeviceTotalMem", 0, {
  (void)device;
  *byteCount = (size_t)stated("FAKECUDA_MEGABYTES", 42410) * 1000000;
})

int cuDeviceGetAttribute(int *value, int attribute, int device) CALL("cuDeviceGetAttribute", 0, {
  (void)device;
  int compute = stated("FAKECUDA_COMPUTE", 80);
  if (attribute == 75) *value = compute / 10;
  else if (attribute == 76) *value = compute % 10;
  else status = invalid_value;
})

int cuDevicePrimaryCtxRetain(void **context, int device) CALL("cuDevicePrimaryCtxRetain", 0, {
  *context = (void *)(intptr_t)(device + 1);
  liveContexts++;
})

int cuDevicePrimaryCtxRelease_v2(int device) CALL("cuDevicePrimaryCtxRelease", 0, {
  (void)device;
  liveContexts--;
})

int cuMemGetInfo_v2(size_t *freeBytes, size_t *total) CALL("cuMemGetInfo", 1, {
  *total = (size_t)stated("FAKECUDA_MEGABYTES", 42410) * 1000000;
  *freeBytes = *total - (size_t)stated("FAKECUDA_USED_MEGABYTES", 400) * 1000000;
})

int cuCtxGetCurrent(void **context) CALL("cuCtxGetCurrent", 0, {
  *context = (void *)(intptr_t)currentContext;
})

int cuCtxPushCurrent_v2(void *context) CALL("cuCtxPushCurrent", 0, {
  pushedContext = currentContext;
  currentContext = (int)(intptr_t)context;
})

int cuCtxPopCurrent_v2(void **context) CALL("cuCtxPopCurrent", 0, {
  *context = (void *)(intptr_t)currentContext;
  currentContext = pushedContext;
})

int cuMemHostRegister_v2(void *start, size_t byteCount, unsigned flags)
CALL("cuMemHostRegister", 1, {
  if (flags != 0) {
    status = invalid_value;
  } else if (byteCount > hostLimit - hostUsed || stated("FAKECUDA_REFUSES_PINNING", 0)) {
    status = out_of_memory;
  } else {
    region *r = malloc(sizeof *r);
    *r = (region){start, byteCount, registrations};
    registrations = r;
    hostUsed += byteCount;
    report.live_registrations++;
  }
})

int cuMemHostUnregister(void *start) CALL("cuMemHostUnregister", 1, {
  region **place = &registrations;
  while (*place && (*place)->start != start) place = &(*place)->next;
  region *found = *place;
  if (found) {
    *place = found->next;
    hostUsed -= found->byteCount;
    report.live_registrations--;
    free(found);
  } else {
    report.invalid_calls++;
    status = invalid_value;
  }
})

int cuMemcpyHtoDAsync_v2(uint64_t destination, const void *source, size_t byteCount, void *handle)
CALL("cuMemcpyHtoDAsync", 1, {
  stream *s = find_locked(handle);
  if (!s) {
    report.invalid_calls++;
    status = invalid_handle;
  } else {
    report.copies++;
    if (!is_registered_locked(source, byteCount)) report.unregistered_sources++;
    operation o = {.kind = copy, .destination = destination, .source = source,
                   .byteCount = byteCount, .hashAtEnqueue = fakecuda_hash(source, byteCount)};
    enqueue_locked(s, o);
  }
})

int cuEventCreate(void **made, unsigned flags) CALL("cuEventCreate", 1, {
  (void)flags;
  event *e = calloc(1, sizeof *e);
  e->alive = 1;
  e->next = events;
  events = e;
  *made = e;
  report.live_events++;
})

int cuEventRecord(void *handle, void *streamHandle) CALL("cuEventRecord", 1, {
  stream *s = find_locked(streamHandle);
  event *e = handle;
  if (!s || !e->alive) {
    report.invalid_calls++;
    status = invalid_handle;
  } else {
    operation o = {.kind = record, .event = e, .generation = ++e->recorded};
    enqueue_locked(s, o);
  }
})

int cuEventQuery(void *handle) CALL("cuEventQuery", 1, {
  event *e = handle;
  if (!e->alive) {
    report.invalid_calls++;
    status = invalid_handle;
  } else if (e->reached < e->recorded) {
    status = not_ready;
  }
})

// Events stay in memory: a record may still be on its way, and a later use must be noticed.
int cuEventDestroy_v2(void *handle) CALL("cuEventDestroy", 1, {
  event *e = handle;
  if (!e->alive) report.invalid_calls++;
  e->alive = 0;
  report.live_events--;
})

int cuEventSynchronize(void *handle) CALL("cuEventSynchronize", 1, {
  (void)handle;
  report.synchronizations++;
})

int cuStreamSynchronize(void *handle) CALL("cuStreamSynchronize", 1, {
  stream *s = find_locked(handle);
  report.synchronizations++;
  if (s) drain_locked(s);
})

int cuStreamIsCapturing(void *handle, int *capturing) CALL("cuStreamIsCapturing", 1, {
  stream *s = find_locked(handle);
  if (s) *capturing = s->capturing; else status = invalid_handle;
})

int cuGetErrorName(int code, const char **name) {
  switch (code) {
    case success: *name = "CUDA_SUCCESS"; return success;
    case invalid_value: *name = "CUDA_ERROR_INVALID_VALUE"; return success;
    case out_of_memory: *name = "CUDA_ERROR_OUT_OF_MEMORY"; return success;
    case not_initialized: *name = "CUDA_ERROR_NOT_INITIALIZED"; return success;
    case 100: *name = "CUDA_ERROR_NO_DEVICE"; return success;
    case 803: *name = "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH"; return success;
    case 4: *name = "CUDA_ERROR_DEINITIALIZED"; return success;
    case invalid_context: *name = "CUDA_ERROR_INVALID_CONTEXT"; return success;
    case invalid_handle: *name = "CUDA_ERROR_INVALID_HANDLE"; return success;
    case not_ready: *name = "CUDA_ERROR_NOT_READY"; return success;
    case 700: *name = "CUDA_ERROR_ILLEGAL_ADDRESS"; return success;
    default: *name = NULL; return invalid_value;
  }
}
