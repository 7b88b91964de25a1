"""What batches hold, compared with `prep export` and with the formulas of the trainers."""
import gc

import numpy
import pytest

import prep_feeder
from prep_feeder import Feeder, PrepDataset, validation

try:
    import torch
except ImportError:
    torch = None

FRAMEWORKS = ["numpy", pytest.param("torch", marks=pytest.mark.skipif(
    torch is None, reason="torch is not installed"))]


def arrays(batch):
    return {
        name: value if isinstance(value, (int, numpy.ndarray)) else value.numpy()
        for name, value in batch.items()}


def expected_rows(exported, split="train"):
    """Rows of `prep export`, each as the columns that a batch should have."""
    rows = []
    for row in exported[split]:
        lengths = list(row["segment_lengths"])
        left = len(row["input_ids"]) - sum(lengths)
        positions = [p for length in lengths + [left] for p in range(length)]
        rows.append({
            "input_ids": row["input_ids"], "labels": row["labels"], "position_ids": positions,
            "attention_mask": [1] * sum(lengths) + [0] * left, "lengths": lengths,
            "left": left})
    return rows


def padding_row(length, pad):
    return {
        "input_ids": [pad] * length, "labels": [-100] * length,
        "position_ids": list(range(length)), "attention_mask": [1] + [0] * (length - 1),
        "lengths": [], "left": length}


def test_rows_are_those_of_the_export(data_set, exported):
    for split in ("train", "validation"):
        dataset = PrepDataset(data_set, split)
        expected = expected_rows(exported, split)
        assert len(dataset) == len(expected) > 0
        # Backwards and forwards: the block of the last row is kept.
        for index in [*reversed(range(len(dataset))), *range(len(dataset))]:
            row = dataset[index]
            for name in ("input_ids", "labels", "position_ids"):
                assert row[name].dtype == numpy.int32
                assert row[name].tolist() == expected[index][name], (split, index, name)
            assert row["segment_lengths"].tolist() == expected[index]["lengths"]
        assert dataset[-1]["input_ids"].tolist() == expected[-1]["input_ids"]
        with pytest.raises(IndexError):
            dataset[len(dataset)]
        assert sum(1 for _ in dataset) == len(dataset)
    assert dataset.row_length == 256 and dataset.pad_token_id == 128004
    assert dataset.id == dataset.manifest["dataset_id"]


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("dtype", ["int64", "int32"])
def test_plain_batches(data_set, exported, framework, dtype):
    expected = expected_rows(exported)
    feeder = Feeder(data_set, 5, shuffle="off", dtype=dtype, framework=framework)
    pad = padding_row(256, feeder.pad_token_id)
    seen = 0
    for batch in map(arrays, feeder):
        assert list(batch) == ["input_ids", "labels", "attention_mask", "position_ids"]
        for column in batch.values():
            assert column.dtype == dtype and column.shape == (5, 256)
        for row in range(5):
            matches = [
                index for index, wanted in enumerate([*expected, pad])
                if all(batch[name][row].tolist() == wanted[name] for name in batch)]
            assert matches, (seen, row)
            seen += matches[0] < len(expected)
    assert seen == len(expected)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("dtype", ["int64", "int32"])
def test_padding_free_batches(data_set, exported, framework, dtype):
    feeder = Feeder(
        data_set, 4, seed=3, layout="padding_free", dtype=dtype, framework=framework)
    plain = Feeder(data_set, 4, seed=3, dtype=dtype, framework="numpy")
    for batch, rows in zip(map(arrays, feeder), plain, strict=True):
        positions = rows["position_ids"].reshape(1, -1)
        labels = rows["labels"].reshape(1, -1).copy()
        labels[positions == 0] = -100
        starts = numpy.flatnonzero(positions[0] == 0)
        bounds = numpy.append(starts, positions.size).astype(numpy.int32)
        numbers = numpy.repeat(numpy.arange(len(starts), dtype=numpy.int32), numpy.diff(bounds))
        assert "attention_mask" not in batch
        assert (batch["input_ids"] == rows["input_ids"].reshape(1, -1)).all()
        assert (batch["labels"] == labels).all() and (batch["position_ids"] == positions).all()
        for name in ("input_ids", "labels", "position_ids"):
            assert batch[name].dtype == dtype and batch[name].shape == (1, 1024)
        assert batch["seq_idx"].tolist() == [numbers.tolist()]
        assert batch["seq_idx"].dtype == batch["cu_seq_lens_q"].dtype == numpy.int32
        for side in "qk":
            assert batch[f"cu_seq_lens_{side}"].tolist() == bounds.tolist()
            assert batch[f"max_length_{side}"] == numpy.diff(bounds).max()
            assert type(batch[f"max_length_{side}"]) is int


def test_labels_never_begin_a_segment(data_set):
    for batch in Feeder(data_set, 4, framework="numpy"):
        assert (batch["labels"][batch["position_ids"] == 0] == -100).all()
        trained = batch["labels"] != -100
        assert trained.any() and (batch["labels"][trained] == batch["input_ids"][trained]).all()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_batches_stay_as_long_as_they_are_held(data_set, framework):
    feeder = Feeder(data_set, 2, layout="padding_free", slots=2, framework=framework)
    # Many more than slots, over several epochs, and beyond the feeder's end.
    held = [batch for _ in range(4) for batch in feeder]
    assert len(held) == 4 * len(feeder) > 8
    copies = [{name: numpy.array(value) for name, value in arrays(b).items()} for b in held]
    lent = feeder._handle.lent
    assert len(lent) == 2
    feeder.close()
    assert not lent, "memory on loan is given back"
    again = [arrays(b) for b in held]
    for batch, copy in zip(again, copies, strict=True):
        for name in batch:
            assert (batch[name] == copy[name]).all()
    # They are the caller's to write.
    held[0]["labels"][:] = 7
    assert (arrays(held[0])["labels"] == 7).all()
    assert (arrays(held[1])["labels"] == copies[1]["labels"]).all()


def test_memory_goes_with_the_last_tensor_of_a_batch(data_set):
    feeder = Feeder(data_set, 2, framework="numpy")
    batches = iter(feeder)
    labels = next(batches)["labels"]
    slab = labels.base
    while slab.base is not None:
        slab = slab.base
    assert slab.nbytes >= 4 * labels.nbytes
    for _ in range(3 * len(feeder) - 1):
        if next(batches, None) is None:
            batches = iter(feeder)
    gc.collect()
    assert len(feeder._handle.lent) == 8


def test_validation_serves_each_row_once_and_starts_anew(data_set, exported):
    feeder = validation(data_set, 3, framework="numpy")
    ids = [row["input_ids"] for row in exported["validation"]]
    for _ in range(3):
        rows = [row.tolist() for batch in feeder for row in batch["input_ids"]]
        real = [row for row in rows if row != [128004] * 256]
        assert sorted(real) == sorted(ids)
    next(iter(feeder))
    assert sum(1 for _ in feeder) == len(feeder)
    with pytest.raises(prep_feeder.OptionError, match="shuffle"):
        validation(data_set, 3, shuffle="window", framework="numpy")


def test_an_interrupted_call_loses_and_repeats_nothing(data_set):
    """Exceptions from signal handlers, at whatever point of the calls they come."""
    import random
    import signal

    class Stop(Exception):
        pass

    armed = False

    def handler(*_):
        # Python may run this some instructions after the timer was stopped.
        if armed:
            raise Stop

    whole = Feeder(data_set, 2, framework="numpy", seed=1)
    sums = [int(b["input_ids"].sum()) for _ in range(60) for b in whole]
    feeder = Feeder(data_set, 2, framework="numpy", seed=1, slots=3)
    before = signal.signal(signal.SIGALRM, handler)
    random.seed(5)
    stops = 0
    try:
        while feeder.step < len(sums):
            step = feeder.step
            try:
                armed = True
                signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 3e-4))
                batch = feeder._next(2**62)
                armed = False
            except Stop:
                armed = False
                stops += 1
                # Given out and lost on the way, or still to come: never anything else.
                assert feeder.step in (step, step + 1)
                continue
            assert int(batch["input_ids"].sum()) == sums[step], step
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert stops > 20
    assert len(feeder._handle.lent) < 3 + stops
