"""gpufeeder.h for ctypes: structures, constants, and how failures become exceptions.

One call of the library is one call here, with the interpreter's lock given up while it runs.
"""
from __future__ import annotations

import ctypes
import functools
import os
from pathlib import Path

from . import errors

OK, AGAIN, END = 0, 1, 2
ERROR, USAGE, ALL_LEASED, CLOSED, FORKED = -1, -2, -3, -4, -5
INPUT_IDS, LABELS, POSITION_IDS, ATTENTION_MASK = 1, 2, 4, 8
SEGMENT_NUMBERS, SEGMENT_STARTS = 16, 32
ELEMENT_TYPES = {"int32": 0, "int64": 1}
SHUFFLES = {"window": 0, "full": 1, "off": 2}
TAILS = {"pad": 0, "drop": 1, "wrap": 2}
DEVICE_HOST, DEVICE_CUDA = 0, 1
FOREVER = 2**64 - 1
STATE_CAPACITY = 1024
MESSAGE_CAPACITY = 2048


class Options(ctypes.Structure):
    """`gf_options`."""

    _fields_ = [
        ("struct_size", ctypes.c_size_t),
        ("directories", ctypes.POINTER(ctypes.c_char_p)),
        ("weights", ctypes.POINTER(ctypes.c_uint32)),
        ("directory_count", ctypes.c_size_t),
        ("split", ctypes.c_char_p),
        ("batch_size", ctypes.c_uint32),
        ("rank_count", ctypes.c_uint32),
        ("rank", ctypes.c_uint32),
        ("shuffle", ctypes.c_int32),
        ("seed", ctypes.c_uint64),
        ("window_blocks", ctypes.c_uint32),
        ("tail", ctypes.c_int32),
        ("columns", ctypes.c_uint32),
        ("element_type", ctypes.c_int32),
        ("slot_count", ctypes.c_uint32),
        ("device", ctypes.c_int32),
        ("memory_limit", ctypes.c_uint64),
        ("state", ctypes.c_char_p),
        ("first_step", ctypes.c_uint64),
        ("end_step", ctypes.c_uint64),
        ("notice_seconds", ctypes.c_double),
        ("notice", ctypes.c_void_p),
        ("notice_context", ctypes.c_void_p),
        ("cuda_library", ctypes.c_char_p),
        ("slot_memory", ctypes.POINTER(ctypes.c_void_p)),
        ("slot_byte_count", ctypes.c_uint64),
    ]


class Row(ctypes.Structure):
    """`gf_row`."""

    _fields_ = [("row", ctypes.c_int64), ("data_set", ctypes.c_int64)]


class Batch(ctypes.Structure):
    """`gf_batch`."""

    _fields_ = [
        ("step", ctypes.c_uint64),
        ("epoch", ctypes.c_uint64),
        ("step_in_epoch", ctypes.c_uint64),
        ("real_row_count", ctypes.c_uint64),
        ("input_ids", ctypes.c_void_p),
        ("labels", ctypes.c_void_p),
        ("position_ids", ctypes.c_void_p),
        ("rows", ctypes.POINTER(Row)),
        ("slot", ctypes.c_uint32),
        ("segment_count", ctypes.c_uint64),
        ("longest_segment", ctypes.c_uint64),
        ("slot_memory", ctypes.c_void_p),
    ]


class Info(ctypes.Structure):
    """`gf_info`."""

    _fields_ = [
        ("row_count", ctypes.c_uint64),
        ("row_length", ctypes.c_uint64),
        ("element_byte_count", ctypes.c_uint64),
        ("batch_byte_count", ctypes.c_uint64),
        ("input_ids_offset", ctypes.c_uint64),
        ("labels_offset", ctypes.c_uint64),
        ("position_ids_offset", ctypes.c_uint64),
        ("steps_per_epoch", ctypes.c_uint64),
        ("rows_per_epoch", ctypes.c_uint64),
        ("padded_rows_per_epoch", ctypes.c_uint64),
        ("dropped_rows_per_epoch", ctypes.c_uint64),
        ("repeated_rows_per_epoch", ctypes.c_uint64),
        ("pinned", ctypes.c_int32),
        ("pad_token", ctypes.c_uint32),
        ("attention_mask_offset", ctypes.c_uint64),
        ("segment_numbers_offset", ctypes.c_uint64),
        ("segment_starts_offset", ctypes.c_uint64),
    ]


class RowColumns(ctypes.Structure):
    """`gf_row_columns`."""

    _fields_ = [
        ("input_ids", ctypes.c_void_p),
        ("labels", ctypes.c_void_p),
        ("position_ids", ctypes.c_void_p),
        ("segment_lengths", ctypes.c_void_p),
        ("segment_count", ctypes.c_uint64),
    ]


class Record(ctypes.Structure):
    """`gf_record`."""

    _fields_ = [
        ("line", ctypes.c_uint64),
        ("file", ctypes.c_uint32),
        ("token_start", ctypes.c_uint32),
        ("token_count", ctypes.c_uint32),
    ]


class Counts(ctypes.Structure):
    """`gf_counts`."""

    _fields_ = [
        ("batch_count", ctypes.c_uint64),
        ("data_wait_count", ctypes.c_uint64),
        ("data_wait_nanoseconds", ctypes.c_uint64),
        ("longest_data_wait_nanoseconds", ctypes.c_uint64),
        ("device_wait_count", ctypes.c_uint64),
        ("device_wait_nanoseconds", ctypes.c_uint64),
        ("producer_nanoseconds", ctypes.c_uint64),
    ]


def library_path() -> Path:
    """Where the library is: the wheel's own, or what PREP_FEEDER_LIBRARY names."""
    named = os.environ.get("PREP_FEEDER_LIBRARY")
    return Path(named) if named else Path(__file__).with_name("libgpufeeder.so")


@functools.cache
def load() -> ctypes.CDLL:
    """The library, loaded once."""
    path = library_path()
    try:
        library = ctypes.CDLL(str(path))
    except OSError as error:
        raise errors.FeederError(
            f"cannot load {path}: {error}; install the wheel that `make python` builds, or let "
            "PREP_FEEDER_LIBRARY name the libgpufeeder.so that `make feeder` builds"
        ) from None
    pointer, size = ctypes.c_void_p, ctypes.c_size_t
    functions: dict[str, tuple[object, list[object]]] = {
        "gf_version": (ctypes.c_char_p, []),
        "gf_options_init": (None, [ctypes.POINTER(Options)]),
        "gf_open": (
            ctypes.c_int32,
            [ctypes.POINTER(Options), ctypes.POINTER(pointer), ctypes.c_char_p, size],
        ),
        "gf_next": (ctypes.c_int32, [pointer, ctypes.c_double, ctypes.POINTER(Batch)]),
        "gf_release": (ctypes.c_int32, [pointer, ctypes.POINTER(Batch)]),
        "gf_next_into": (
            ctypes.c_int32,
            [pointer, ctypes.c_uint64, pointer, ctypes.c_double, ctypes.POINTER(Batch)],
        ),
        "gf_rows_of_step": (ctypes.c_int32, [pointer, ctypes.c_uint64, ctypes.POINTER(Row)]),
        "gf_info_of": (None, [pointer, ctypes.POINTER(Info)]),
        "gf_counts_of": (ctypes.c_int32, [pointer, ctypes.POINTER(Counts)]),
        "gf_state": (ctypes.c_int32, [pointer, ctypes.c_char_p, size]),
        "gf_message": (None, [pointer, ctypes.c_char_p, size]),
        "gf_close": (None, [pointer]),
        "gf_free": (None, [pointer]),
        "gf_next_exchange": (
            ctypes.c_int32, [pointer, pointer, ctypes.c_double, ctypes.POINTER(Batch)]),
        "gf_rows_open": (
            ctypes.c_int32,
            [
                ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(pointer),
                ctypes.POINTER(ctypes.c_uint64), ctypes.POINTER(ctypes.c_uint64),
                ctypes.c_char_p, size,
            ],
        ),
        "gf_rows_read": (
            ctypes.c_int32,
            [pointer, ctypes.c_uint64, ctypes.POINTER(RowColumns), ctypes.c_char_p, size],
        ),
        "gf_rows_records": (
            ctypes.c_int32,
            [
                pointer, ctypes.c_uint64, ctypes.POINTER(Record), ctypes.c_uint64,
                ctypes.POINTER(ctypes.c_uint64), ctypes.c_char_p, size,
            ],
        ),
        "gf_rows_free": (None, [pointer]),
    }
    try:
        for name, (result, arguments) in functions.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    except AttributeError as error:
        raise errors.FeederError(
            f"{path} is of another version than this package: {error}") from None
    return library


def failure(status: int, message: bytes) -> errors.FeederError:
    """The exception that a status which is not OK, AGAIN or END stands for."""
    text = message.decode("utf-8", "replace")
    kinds: dict[int, type[errors.FeederError]] = {
        ERROR: errors.DataError,
        USAGE: errors.OptionError,
        ALL_LEASED: errors.AllLeasedError,
        CLOSED: errors.ClosedError,
        FORKED: errors.ForkedError,
    }
    kind = kinds.get(status, errors.FeederError)
    if status == USAGE and text.startswith("the saved state"):
        kind = errors.StateError
    return errors.with_place(kind(text))
