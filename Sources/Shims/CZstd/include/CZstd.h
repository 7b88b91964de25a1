// libzstd (Debian's libzstd-dev), for inputs and shards.
//
// Why a shim: only to name the system's header and the library to link for Swift. The parameter
// enumerations come through as they are.
#pragma once

#include <zstd.h>
#include <zstd_errors.h>
