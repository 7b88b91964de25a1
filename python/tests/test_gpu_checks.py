"""What `make gpu-test` checks on a device, on the fake driver: that it passes, and that it can fail."""
import importlib
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from conftest import ROOT

FAKE = os.environ.get("FAKECUDA")
pytestmark = pytest.mark.skipif(not FAKE, reason="FAKECUDA names no driver")
FOLDER = ROOT / "Tests/System/gpu"


@pytest.fixture
def symbols(tmp_path):
    source = (ROOT / "Sources/GPUFeeder/Device/CUDADriver.swift").read_text("utf-8")
    names = [part.split('"')[0] for part in source.split('symbol("')[1:]]
    path = tmp_path / "symbols"
    path.write_text("\n".join(names))
    return path


@pytest.fixture
def modules(monkeypatch):
    """check.py and fake_device.py; what they change in prep_feeder is put back."""
    import prep_feeder.feeder

    monkeypatch.setattr("prep_feeder.feeder.cuda_of", prep_feeder.feeder.cuda_of)
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module("check"), importlib.import_module("fake_device")


def test_all_checks_pass_on_the_fake_driver(data_set, symbols):
    said = subprocess.run(
        [sys.executable, FOLDER / "check.py", data_set, symbols, "--fake", FAKE, "--batches", "60"],
        capture_output=True, text=True)
    assert said.returncode == 0 and "9 passed, 0 failed, on the fake" in said.stdout, said


def _found(modules, name, device, data_set, symbols):
    check, _ = modules
    with pytest.raises(check.Failed) as failure:
        check.CHECKS[name](
            device, data_set, SimpleNamespace(symbols=str(symbols), batches=40, fake=FAKE))
    return str(failure.value)


def test_symbols_that_are_missing_or_wait(modules, data_set, symbols):
    device = modules[1].Fake(FAKE)
    names = symbols.read_text()
    symbols.write_text(names + "\ncuOfNoDriver")
    assert "lacks cuOfNoDriver" in _found(modules, "symbols", device, data_set, symbols)
    symbols.write_text(names + "\ncuStreamSynchronize")
    assert "calls cuStreamSynchronize" in _found(modules, "symbols", device, data_set, symbols)


@pytest.mark.filterwarnings("ignore")
def test_memory_that_is_not_pinned(modules, data_set, symbols, capfd):
    device = modules[1].Fake(FAKE)
    device.driver.fakecuda_fail(b"cuMemHostRegister", 1, 2, 1)
    assert "not pinned" in _found(modules, "pinned", device, data_set, symbols)
    device.driver.fakecuda_reset()


def test_slow_copies(modules, data_set, symbols):
    class Twice(modules[1].Fake):
        def copy(self, target, source, byte_count):
            # Half the bytes, as if pinned memory gave twice as much.
            if target is not self.skipped:
                super().copy(target, source, byte_count)

        def memory(self, byte_count):
            self.skipped = super().memory(byte_count)
            return self.skipped

    assert "of the pinned limit" in _found(modules, "copies", Twice(FAKE), data_set, symbols)


def test_a_loader_that_waits(modules, data_set, symbols):
    class Counting(modules[1].Fake):
        def stream(self):
            if not self._is_held:
                self.driver.cuStreamSynchronize(None)
            return super().stream()

    assert "synchronizations" in _found(
        modules, "synchronizations", Counting(FAKE), data_set, symbols)


def test_a_corrupted_batch(modules, data_set, symbols):
    class Flipping(modules[1].Fake):
        count = 0

        def add(self, sums, place, batch, weights):
            self.drain()
            self.count += 1
            if self.count == 50:
                batch["labels"][1, 7] ^= 1
            super().add(sums, place, batch, weights)

    assert "of 80 sums differ" in _found(
        modules, "corruption", Flipping(FAKE), data_set, symbols)


def test_a_batch_in_a_capture(modules, data_set, symbols):
    class Deaf(modules[1].Fake):
        def capturing(self):
            return self.current()

    assert "while the stream was captured" in _found(
        modules, "capture", Deaf(FAKE), data_set, symbols)


def test_a_layout_that_differs(modules, data_set, symbols):
    class Flipping(modules[1].Fake):
        def add(self, sums, place, batch, weights):
            self.drain()
            if "seq_idx" in batch:
                batch["seq_idx"][0, 3] += 1
            super().add(sums, place, batch, weights)

    assert "padding_free" in _found(modules, "layouts", Flipping(FAKE), data_set, symbols)
