"""What TensorBoard and W&B get to see of a run, read back with their own packages."""
from __future__ import annotations

import json
import shutil
import struct

import conftest
import pytest

import prep_feeder

NAMES = ["rows", "tokens", "trained_tokens", "padding_share", "share/short", "epoch/short",
         "wait_seconds", "wait_share"]


@pytest.fixture(scope="module")
def run(data, tmp_path_factory):
    """Three updates of 4 rows, then once more from the checkpoint behind the second, as after a kill."""
    output = tmp_path_factory.mktemp("run")
    arguments = [data, "--output", output, "--max-steps", 3, "--save-steps", 2]
    conftest.train(*arguments)
    shutil.rmtree(output / "checkpoint-3")
    conftest.train(*arguments)
    return output


def scalars(output) -> dict[str, list[tuple[int, float]]]:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    events = EventAccumulator(str(output / "runs")).Reload()
    return {tag: [(event.step, event.value) for event in events.Scalars(tag)]
            for tag in events.Tags()["scalars"]}


def test_tensorboard(run, data):
    found = scalars(run)
    history = conftest.history(run)
    for tag in ["loss", "grad_norm", "learning_rate", *(f"data/{name}" for name in NAMES)]:
        # The third update was made twice, and the later of the two counts.
        by_step = dict(found[f"train/{tag}"])
        assert sorted(by_step) == [1, 2, 3], tag
        for step, value in by_step.items():
            assert value == pytest.approx(history[step][tag], rel=1e-6), tag
    rows = dict(found["train/data/rows"])
    assert [rows[step] for step in (1, 2, 3)] == [4, 8, 12]
    assert dict(found["train/data/epoch/short"])[3] == pytest.approx(
        12 / len(prep_feeder.PrepDataset(data)))


def test_tokens_are_those_of_the_rows(run, data):
    """The counts of an update beside those of the rows that the feeder gives from there."""
    with prep_feeder.Feeder(data, 1, seed=1) as feeder:
        batches = [batch for _, batch in zip(range(12), feeder)]
    tokens = [int((batch["input_ids"] != feeder.pad_token_id).sum()) for batch in batches]
    trained = [int((batch["labels"] != -100).sum()) for batch in batches]
    for step, entry in conftest.history(run).items():
        assert entry["data/tokens"] == sum(tokens[:4 * step])
        assert entry["data/trained_tokens"] == sum(trained[:4 * step])
        assert entry["data/padding_share"] == pytest.approx(1 - sum(tokens[:4 * step]) / (512 * step))
        assert 0 <= entry["data/wait_share"] < 1


def wandb_history(content: bytes):
    """What was logged, of an offline run's file: records in LevelDB's form, behind 7 bytes of W&B's."""
    from wandb.proto import wandb_internal_pb2

    assert content.startswith(b":W&B")
    place, block, record = 7, 32_768, b""
    while place < len(content):
        if block - place % block < 7:
            place += block - place % block
            continue
        _, length, kind = struct.unpack_from("<IHB", content, place)
        record += content[place + 7:place + 7 + length]
        place += 7 + length
        # Whole, or the last part of one.
        if kind in (1, 4):
            parsed, record = wandb_internal_pb2.Record.FromString(record), b""
            if parsed.WhichOneof("record_type") == "history":
                yield {item.key or "/".join(item.nested_key): json.loads(item.value_json)
                       for item in parsed.history.item}


def test_wandb_offline(data, tmp_path):
    pytest.importorskip("wandb")
    conftest.train(
        data, "--output", tmp_path / "out", "--max-steps", 2, "--report-to", "wandb",
        WANDB_MODE="offline", WANDB_DIR=str(tmp_path), WANDB_SILENT="true")
    (path,) = tmp_path.glob("wandb/offline-run-*/run-*.wandb")
    logged = list(wandb_history(path.read_bytes()))
    rows = [entry["train/data/rows"] for entry in logged if "train/data/rows" in entry]
    assert rows == [4, 8]
    history = conftest.history(tmp_path / "out")
    for step, entry in enumerate([entry for entry in logged if "train/loss" in entry], 1):
        for tag in ["loss", *(f"data/{name}" for name in NAMES)]:
            assert entry[f"train/{tag}"] == pytest.approx(history[step][tag]), tag
