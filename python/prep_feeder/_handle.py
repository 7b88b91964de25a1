"""An open `gf_feeder`, and the process it belongs to."""
from __future__ import annotations

import ctypes
import os
import weakref

from . import _library as native

_SLICE_SECONDS = 0.05


def _free(library: ctypes.CDLL, pointer: int, process: int) -> None:
    # In a forked child the thread is not there, and its locks may be held for ever.
    if os.getpid() == process:
        library.gf_free(pointer)


class Handle:
    """Owns a `gf_feeder`; freed when it is closed, collected, or the interpreter ends."""

    def __init__(self, options: native.Options) -> None:
        library = native.load()
        pointer = ctypes.c_void_p()
        message = ctypes.create_string_buffer(native._MESSAGE_CAPACITY)
        status = library.gf_open(
            ctypes.byref(options), ctypes.byref(pointer), message, len(message))
        if status != native.OK or pointer.value is None:
            native.raise_status(status, message.value.decode("utf-8", "replace"))
        self.library = library
        self.pointer = pointer.value
        self.batch = native.Batch()
        self._next = library.gf_next
        self._batch_reference = ctypes.byref(self.batch)
        self.info = native.Info()
        library.gf_info_of(self.pointer, ctypes.byref(self.info))
        self._finalizer = weakref.finalize(
            self, _free, library, self.pointer, os.getpid())

    def next(self) -> bool:
        """Leases the next batch into `batch`; False after the last.

        Waits in slices, between which Python runs its signal handlers.
        """
        while True:
            status = self._next(self.pointer, _SLICE_SECONDS, self._batch_reference)
            if status == native.OK:
                return True
            if status == native.END:
                return False
            if status != native.AGAIN:
                self.fail(int(status))

    def release(self) -> None:
        status = self.library.gf_release(self.pointer, self._batch_reference)
        if status != native.OK:
            self.fail(status)

    def state(self) -> str:
        text = ctypes.create_string_buffer(native._STATE_CAPACITY)
        status = self.library.gf_state(self.pointer, text, len(text))
        if status != native.OK:
            self.fail(status)
        return text.value.decode()

    def fail(self, status: int) -> None:
        message = ctypes.create_string_buffer(native._MESSAGE_CAPACITY)
        self.library.gf_message(self.pointer, message, len(message))
        native.raise_status(status, message.value.decode("utf-8", "replace"))

    def close(self) -> None:
        self._finalizer()
