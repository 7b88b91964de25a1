// The part of the CUDA driver's interface that the feeder calls, as types of function pointers.
//
// Why a shim: the driver is found by dlopen at run time, so that everything builds and runs where
// there is none, and its own header may not be copied. Names, argument types and values are those
// of the driver API reference; `_v2` is what a call's symbol is named since CUDA 4.
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef int cprep_cu_result;
typedef uint64_t cprep_cu_deviceptr;
typedef struct cprep_cu_context *cprep_cu_context;
typedef struct cprep_cu_stream *cprep_cu_stream;
typedef struct cprep_cu_event *cprep_cu_event;

enum {
  cprep_cu_success = 0,
  cprep_cu_deinitialized = 4,
  cprep_cu_not_ready = 600,
  cprep_cu_no_device = 100,
  // For cuDeviceGetAttribute.
  cprep_cu_compute_capability_major = 75,
  cprep_cu_compute_capability_minor = 76,
  // For cuEventCreate.
  cprep_cu_event_disable_timing = 2,
};

typedef cprep_cu_result (*cprep_cuCtxGetCurrent)(cprep_cu_context _Nullable *_Nonnull context);
typedef cprep_cu_result (*cprep_cuCtxPushCurrent)(cprep_cu_context _Nonnull context);
typedef cprep_cu_result (*cprep_cuCtxPopCurrent)(cprep_cu_context _Nullable *_Nonnull context);
typedef cprep_cu_result (*cprep_cuMemHostRegister)(
    void *_Nonnull start, size_t byteCount, unsigned flags);
typedef cprep_cu_result (*cprep_cuMemHostUnregister)(void *_Nonnull start);
typedef cprep_cu_result (*cprep_cuMemcpyHtoDAsync)(
    cprep_cu_deviceptr destination, const void *_Nonnull source, size_t byteCount,
    cprep_cu_stream _Nullable stream);
typedef cprep_cu_result (*cprep_cuEventCreate)(
    cprep_cu_event _Nullable *_Nonnull event, unsigned flags);
typedef cprep_cu_result (*cprep_cuEventRecord)(
    cprep_cu_event _Nonnull event, cprep_cu_stream _Nullable stream);
typedef cprep_cu_result (*cprep_cuEventQuery)(cprep_cu_event _Nonnull event);
typedef cprep_cu_result (*cprep_cuEventDestroy)(cprep_cu_event _Nonnull event);
typedef cprep_cu_result (*cprep_cuStreamIsCapturing)(
    cprep_cu_stream _Nullable stream, int *_Nonnull status);
typedef cprep_cu_result (*cprep_cuGetErrorName)(
    cprep_cu_result code, const char *_Nullable *_Nonnull name);

// What is asked of devices before anything runs on them.
typedef int cprep_cu_device;
typedef cprep_cu_result (*cprep_cuInit)(unsigned flags);
typedef cprep_cu_result (*cprep_cuDriverGetVersion)(int *_Nonnull version);
typedef cprep_cu_result (*cprep_cuDeviceGetCount)(int *_Nonnull count);
typedef cprep_cu_result (*cprep_cuDeviceGet)(cprep_cu_device *_Nonnull device, int ordinal);
typedef cprep_cu_result (*cprep_cuDeviceGetName)(
    char *_Nonnull name, int byteCount, cprep_cu_device device);
typedef cprep_cu_result (*cprep_cuDeviceTotalMem)(
    size_t *_Nonnull byteCount, cprep_cu_device device);
typedef cprep_cu_result (*cprep_cuDeviceGetAttribute)(
    int *_Nonnull value, int attribute, cprep_cu_device device);
typedef cprep_cu_result (*cprep_cuDevicePrimaryCtxRetain)(
    cprep_cu_context _Nullable *_Nonnull context, cprep_cu_device device);
typedef cprep_cu_result (*cprep_cuDevicePrimaryCtxRelease)(cprep_cu_device device);
typedef cprep_cu_result (*cprep_cuMemGetInfo)(size_t *_Nonnull free, size_t *_Nonnull total);
