"""Ctrl-C at any moment: memory on loan outlives the thread that fills it, and no batch is lost."""
import gc
import os
import pathlib
import subprocess
import sys
import weakref

import pytest

import prep_feeder
from prep_feeder import Feeder, _handle, _library, _slabs

SOURCES = str(pathlib.Path(prep_feeder.__file__).parent)
SCRIPT = pathlib.Path(__file__).with_name("interrupts.py")


def test_signals_at_random_moments(data_set):
    # `python tests/interrupts.py DATA 10000` for more of them.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, SCRIPT, data_set, "300"], env=environment, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


class Watched:
    """The library, and of each open feeder the addresses that its thread may write to."""

    def __init__(self, library):
        self._library = library
        self.open, self.freed_too_early = {}, []

    def __getattr__(self, name):
        return getattr(self._library, name)

    def gf_open(self, options, pointer, *message):
        status = self._library.gf_open(options, pointer, *message)
        slots = options._obj
        if status == 0:
            self.open[pointer._obj.value] = {
                slots.slot_memory[index] for index in range(slots.slot_count)}
        return status

    def gf_next_exchange(self, pointer, memory, seconds, batch):
        status = self._library.gf_next_exchange(pointer, memory, seconds, batch)
        if status == 0:
            self.open[pointer].remove(batch._obj.slot_memory)
            self.open[pointer].add(memory)
        return status

    def gf_close(self, pointer):
        self._library.gf_close(pointer)
        self._forget(pointer)

    def gf_free(self, pointer):
        self._library.gf_free(pointer)
        self._forget(pointer)

    def _forget(self, pointer):
        self.open.pop(getattr(pointer, "value", pointer), None)

    def note_the_end(self, slab, address):
        weakref.finalize(slab, self._ended, address)

    def _ended(self, address):
        if any(address in addresses for addresses in self.open.values()):
            self.freed_too_early.append(address)


@pytest.fixture
def watched(monkeypatch):
    gc.collect()
    library = Watched(_library.load())
    allocate = _slabs.NumpySlabs.allocate

    def noted(slabs, byte_count):
        slab, address = allocate(slabs, byte_count)
        library.note_the_end(slab, address)
        return slab, address

    monkeypatch.setattr(_library, "load", lambda: library)
    monkeypatch.setattr(_slabs.NumpySlabs, "allocate", noted)
    # An interrupt in a finalizer has nobody to go to.
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    return library


def interrupt_at(number, call):
    """Raises KeyboardInterrupt at instruction `number` of this package that `call` comes to; false
    where it ended before."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        name = frame.f_code.co_filename
        if not (name.startswith(SOURCES) or name.endswith("weakref.py")):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            count += 1
            if count == number:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(before)
    return count >= number


def key(batch):
    return batch["input_ids"].tobytes()


@pytest.mark.parametrize("name", ["Feeder", "set_epoch", "load_state_dict", "next"])
def test_an_interrupt_at_each_instruction(data_set, watched, name):
    feeder = Feeder(data_set, 6, framework="numpy", slots=2)
    steps = len(feeder)
    expected = [key(batch) for _ in range(2) for batch in feeder]
    feeder.set_epoch(0)
    state = feeder.state_dict()
    calls = {
        "Feeder": lambda: Feeder(data_set, 6, framework="numpy", slots=2),
        "set_epoch": lambda: feeder.set_epoch(1 - feeder.epoch),
        "load_state_dict": lambda: feeder.load_state_dict({**state, "step": steps - 1}),
        "next": lambda: next(iter(feeder)),
    }
    number = 0
    while interrupt_at(number := number + 1, calls[name]):
        assert not watched.freed_too_early, f"interrupted at instruction {number}"
        if feeder.step >= 2 * steps - 1:
            feeder.load_state_dict(state)
        step = feeder.step
        assert key(next(iter(feeder))) == expected[step], f"interrupted at instruction {number}"
        assert feeder.step == step + 1
    assert number > 100
    feeder.close()
    feeder = calls = None
    gc.collect()
    # One more is opened, before which what interrupted finalizers left is freed.
    Feeder(data_set, 6, framework="numpy", slots=2).close()
    gc.collect()
    assert not watched.open and not _handle._loans and not watched.freed_too_early
