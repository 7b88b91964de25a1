"""Batches on a device, against the fake driver that FAKECUDA names."""
import contextlib
import ctypes
import os

import numpy
import pytest

from prep_feeder import Feeder, _device
from prep_feeder._slabs import NumpySlabs

FAKE = os.environ.get("FAKECUDA")
pytestmark = pytest.mark.skipif(not FAKE, reason="FAKECUDA names no driver")


class Report(ctypes.Structure):
    """`fakecuda_report`."""

    _fields_ = [
        (name, ctypes.c_int64) for name in (
            "changed_sources", "unregistered_sources", "torn_kernels", "invalid_calls", "copies",
            "live_registrations", "live_events", "synchronizations")]


class FakeCuda:
    """What `_device.Cuda` is with torch: memory, a context and a stream."""

    device = "fake"

    def __init__(self, driver):
        driver.fakecuda_create_stream.restype = ctypes.c_void_p
        driver.fakecuda_drain.argtypes = [ctypes.c_void_p]
        self.driver, self.slabs = driver, NumpySlabs()
        self.handle = driver.fakecuda_create_stream()

    def current(self):
        return contextlib.nullcontext()

    def stream(self):
        return self.handle


@pytest.mark.parametrize("layout", ["plain", "padding_free"])
def test_batches_on_the_device_are_those_of_the_host(data_set, monkeypatch, layout):
    driver = ctypes.CDLL(FAKE)
    driver.fakecuda_reset()
    driver.fakecuda_make_current(1)
    driver.fakecuda_set_delay(0, 300, ctypes.c_uint64(1))
    fake = FakeCuda(driver)
    monkeypatch.setattr("prep_feeder.feeder.cuda_of", lambda torch, device: fake)
    feeder = Feeder(
        data_set, 3, framework="numpy", layout=layout, device="cuda", cuda_library=FAKE, slots=3)
    monkeypatch.undo()
    host = Feeder(data_set, 3, framework="numpy", layout=layout)
    assert feeder.info["pinned"] == 1 and feeder.device == "fake"
    held = []
    for epoch in range(3):
        # All batches of an epoch are started before one is looked at.
        copied, expected = list(feeder), list(host)
        assert len(copied) == len(expected) == len(host)
        driver.fakecuda_drain(fake.handle)
        for batch, other in zip(copied, expected):
            assert list(batch) == list(other)
            for name, value in batch.items():
                assert numpy.array_equal(value, other[name]), (epoch, name)
        held += copied
    state = feeder.state_dict()
    assert state["step"] == host.step == len(held)
    feeder.close()
    report = Report()
    driver.fakecuda_report_now(ctypes.byref(report))
    assert report.copies == len(held) and report.synchronizations == 0
    assert report.changed_sources == report.unregistered_sources == report.invalid_calls == 0
    assert report.live_events == report.live_registrations == 0


def test_a_device_needs_torch(data_set):
    assert _device.cuda_of(None, None) is None and _device.cuda_of(None, "cpu") is None
