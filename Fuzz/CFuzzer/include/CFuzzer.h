// libFuzzer's entry for programs that have a main of their own.
//
// Why a shim: the function is in the compiler's runtime library and in no header of its.
#pragma once

#include <stddef.h>
#include <stdint.h>

/// Runs the fuzzer with the program's arguments; calls `body` with each input until it has enough.
int LLVMFuzzerRunDriver(
    int *_Nonnull argumentCount, char *_Nullable *_Nonnull *_Nonnull arguments,
    int (*_Nonnull body)(const uint8_t *_Nullable bytes, size_t byteCount));
