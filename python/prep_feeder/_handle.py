"""An open `gf_feeder`, the process it belongs to, and the memory that it has on loan."""
from __future__ import annotations

import atexit
import ctypes
import os
import weakref
from collections.abc import Callable
from typing import Any

from . import _library as native
from ._slabs import Slabs

# How long a call of the library may keep Python from its signal handlers.
SLICE_SECONDS = 0.05


class _Loan:
    """A `gf_feeder` and the memory that its thread may write to, from before it is opened.

    Kept in `_loans` until the feeder is freed. An interrupt may come after any instruction, that
    which follows the library's answer too, and in a finalizer: what it leaves undone then stays on
    loan, where the thread can do no harm, and is done before the next feeder is opened.
    """

    def __init__(self, library: ctypes.CDLL, owner: Handle) -> None:
        self._library, self._owner = library, weakref.ref(owner)
        self.process = os.getpid()
        #: What the library writes the feeder's address to: known here as soon as it is there.
        self.pointer = ctypes.c_void_p()
        #: Address to slab: all that the feeder may write to, and what is about to be handed out.
        self.lent: dict[int, Any] = {}

    def close(self) -> None:
        # In a forked child the thread is not there, and its locks may be held for ever.
        if self.pointer and os.getpid() == self.process:
            self._library.gf_close(self.pointer)

    def end(self) -> None:
        """Frees the feeder, and then lets go of the memory; again does nothing."""
        if self.pointer and os.getpid() == self.process:
            self._library.gf_free(self.pointer)
        # Only now: until here the thread may have written.
        self.lent.clear()
        _loans.discard(self)

    def has_no_owner(self) -> bool:
        return self._owner() is None


_loans: set[_Loan] = set()


@atexit.register
def _close_all() -> None:
    # Closed and not freed: a daemon thread may be in a call, and is told that it is closed.
    for loan in list(_loans):
        loan.close()


class Handle:
    """Owns a `gf_feeder`: closed by `close` or as the interpreter ends, freed with this object."""

    def __init__(self, options: native.Options, byte_count: int, slabs: Slabs | None) -> None:
        """`slabs` lends memory of `byte_count` bytes for each slot; None: the feeder has its own."""
        for abandoned in [loan for loan in list(_loans) if loan.has_no_owner()]:
            abandoned.end()
        library = self._library = native.load()
        loan = self._loan = _Loan(library, self)
        self.lent = loan.lent
        self._slabs, self._byte_count = slabs, byte_count
        if slabs is not None:
            for _ in range(options.slot_count):
                slab, address = slabs.allocate(byte_count)
                self.lent[address] = slab
            options.slot_memory = (ctypes.c_void_p * len(self.lent))(*self.lent)
        message = ctypes.create_string_buffer(native.MESSAGE_CAPACITY)
        _loans.add(loan)
        weakref.finalize(self, loan.end).atexit = False
        status = library.gf_open(
            ctypes.byref(options), ctypes.byref(loan.pointer), message, len(message))
        if status != native.OK or loan.pointer.value is None:
            raise native.failure(status, message.value)
        self.pointer = loan.pointer.value
        self.batch = native.Batch()
        self.batch.step = native.FOREVER
        self._exchange = library.gf_next_exchange
        self._reference = ctypes.byref(self.batch)
        self._spare: tuple[Any, int] | None = None
        #: The next batch, counted from the start of epoch 0, and what makes one of a slab: the
        #: owner's, kept here so that both change with the handle.
        self.step = 0
        self.build: Callable[[Any, native.Batch], dict[str, Any]]
        self.info = native.Info()
        library.gf_info_of(self.pointer, ctypes.byref(self.info))

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

    def rows_of(self, step: int, count: int) -> list[tuple[int, int]]:
        """Data set and row of each of the `count` rows of a batch; -1, -1 for padding."""
        rows = (native.Row * count)()
        status = self._library.gf_rows_of_step(self.pointer, step, rows)
        if status != native.OK:
            raise self.failure(status)
        return [(row.data_set, row.row) for row in rows]

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
        self._loan.close()
