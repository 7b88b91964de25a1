"""An open `gf_feeder`, the process it belongs to, and the memory that it has on loan."""
from __future__ import annotations

import atexit
import ctypes
import os
import weakref
from typing import Any

from . import _library as native
from ._slabs import Slabs

# How long a call of the library may keep Python from its signal handlers.
SLICE_SECONDS = 0.05


_open_handles: weakref.WeakSet[Handle] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    # Closed and not freed: a daemon thread may be in a call, and is told that it is closed.
    for handle in list(_open_handles):
        handle.close()


def _free(library: ctypes.CDLL, pointer: int, process: int, lent: dict[int, Any]) -> None:
    # In a forked child the thread is not there, and its locks may be held for ever.
    if os.getpid() == process:
        library.gf_free(pointer)
    # Only now: until here the thread may have written.
    lent.clear()


class Handle:
    """Owns a `gf_feeder`: closed by `close` or as the interpreter ends, freed with this object."""

    def __init__(self, options: native.Options, byte_count: int, slabs: Slabs | None) -> None:
        """`slabs` lends memory of `byte_count` bytes for each slot; None: the feeder has its own."""
        library = native.load()
        # Address to slab: all that the feeder may write to, and what is about to be handed out.
        self.lent: dict[int, Any] = {}
        self._slabs, self._byte_count = slabs, byte_count
        if slabs is not None:
            for _ in range(options.slot_count):
                slab, address = slabs.allocate(byte_count)
                self.lent[address] = slab
            options.slot_memory = (ctypes.c_void_p * len(self.lent))(*self.lent)
        pointer = ctypes.c_void_p()
        message = ctypes.create_string_buffer(native.MESSAGE_CAPACITY)
        status = library.gf_open(
            ctypes.byref(options), ctypes.byref(pointer), message, len(message))
        if status != native.OK or pointer.value is None:
            raise native.failure(status, message.value)
        self._library = library
        self.pointer = pointer.value
        self.batch = native.Batch()
        self.batch.step = native.FOREVER
        self._exchange = library.gf_next_exchange
        self._reference = ctypes.byref(self.batch)
        self._spare: tuple[Any, int] | None = None
        self.info = native.Info()
        library.gf_info_of(self.pointer, ctypes.byref(self.info))
        self.process = os.getpid()
        finalizer = weakref.finalize(
            self, _free, library, self.pointer, self.process, self.lent)
        finalizer.atexit = False
        _open_handles.add(self)

    def take(self, step: int) -> Any:
        """The slab that holds batch `step`, which is the next one; `batch` says the rest.

        Asked again for a step that was taken, it gives the same: an interrupt in between loses
        nothing. Waits in slices, between which Python runs its signal handlers.
        """
        batch = self.batch
        if batch.step != step:
            spare = self._spare
            if spare is None:
                assert self._slabs is not None
                spare = self._slabs.allocate(self._byte_count)
                self.lent[spare[1]] = spare[0]
                self._spare = spare
            address = spare[1]
            while True:
                status = self._exchange(self.pointer, address, SLICE_SECONDS, self._reference)
                if status == 0:
                    break
                if status != native.AGAIN:
                    raise self.failure(status)
        self._spare = None
        return self.lent[batch.slot_memory]

    def state(self) -> str:
        text = ctypes.create_string_buffer(native.STATE_CAPACITY)
        status = self._library.gf_state(self.pointer, text, len(text))
        if status != native.OK:
            raise self.failure(status)
        return text.value.decode()

    def counts(self) -> native.Counts:
        counts = native.Counts()
        status = self._library.gf_counts_of(self.pointer, ctypes.byref(counts))
        if status != native.OK:
            raise self.failure(status)
        return counts

    def failure(self, status: int) -> Exception:
        message = ctypes.create_string_buffer(native.MESSAGE_CAPACITY)
        self._library.gf_message(self.pointer, message, len(message))
        return native.failure(status, message.value)

    def close(self) -> None:
        """Stops the thread; from any thread, and again does nothing.

        Nothing is freed: another thread may be in `take`, which is told that it is closed.
        """
        if os.getpid() == self.process:
            self._library.gf_close(self.pointer)
