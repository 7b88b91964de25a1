"""From a batch of any step, past or coming, back to the lines of the input."""
import json
import subprocess

import numpy
import pytest
from conftest import PREP, ROOT

from prep_feeder import Feeder, OptionError, PrepDataset, Record


def _records(lists):
    return [record for row in lists for record in row]


@pytest.mark.parametrize("shuffle", ["window", "full", "off"])
def test_every_step_is_told_before_it_is_fed(data_set, shuffle):
    with Feeder(data_set, 3, shuffle=shuffle, framework="numpy", seed=5) as feeder:
        coming = [feeder.records(step) for step in range(2 * len(feeder))]
        for epoch in (0, 1):
            for number, batch in enumerate(feeder):
                told = coming[epoch * len(feeder) + number]
                for row, records in enumerate(told):
                    ids = batch["input_ids"][row]
                    assert sum(record.token_count for record in records) == int(
                        (ids != feeder.pad_token_id).sum())
                    for record in records:
                        part = ids[record.first : record.first + record.token_count]
                        assert numpy.array_equal(part, record.input_ids())
        # And long after.
        assert [feeder.records(step) for step in range(2 * len(feeder))] == coming
        assert feeder.records() == feeder.records(feeder.step)


def test_each_record_is_in_an_epoch_once(data_set):
    with Feeder(data_set, 4, framework="numpy") as feeder:
        found = _records(
            [row for step in range(len(feeder)) for row in feeder.records(step)])
    places = [record.place for record in found]
    assert len(set(places)) == len(places)
    lines = subprocess.run(
        [PREP, "export", data_set, "--format", "csv"], check=True, capture_output=True,
        text=True).stdout.splitlines()
    header = lines[0].split(",")
    kept = [dict(zip(header, line.split(","))) for line in lines[1:]]
    assert sorted(places) == sorted(
        f"{row['file']}:{row['line']}" for row in kept if row["split"] == "train")


def test_ranks_divide_the_records_of_a_step(data_set):
    with Feeder(data_set, 6, framework="numpy", tail="pad") as whole:
        steps = [_records(whole.records(step)) for step in range(len(whole))]
        last = whole.records(len(whole) - 1)
        assert [] in last, "the last step has padding"
    parts = [[] for _ in steps]
    for rank in (0, 1):
        with Feeder(data_set, 3, framework="numpy", rank=rank, world_size=2) as feeder:
            for step, part in enumerate(parts):
                part += _records(feeder.records(step))
    assert parts == steps


def test_a_record_is_the_one_that_inspect_shows(data_set):
    record = PrepDataset(data_set).records(2)[-1]
    shown = subprocess.run(
        [PREP, "inspect", data_set, "--source", record.place], check=True, capture_output=True,
        text=True).stdout
    assert f"train row 2, tokens {record.first} to {record.first + record.token_count - 1}" in shown
    line = (ROOT / record.file).read_text("utf-8").splitlines()[record.line - 1]
    assert isinstance(json.loads(line), dict)


def test_mixed_data_sets_are_named(data_set, other_set):
    with Feeder([data_set, other_set], 4, weights=[3, 1], framework="numpy") as feeder:
        found = _records(feeder.records(0)) + _records(feeder.records(1))
    assert {record.data_set for record in found} == {data_set, other_set}


def test_what_is_no_step_is_refused(data_set):
    with Feeder(data_set, 4, framework="numpy") as feeder:
        for step in (-1, 2**63, 1.5, "1"):
            with pytest.raises(OptionError):
                feeder.records(step)
    with pytest.raises(IndexError):
        PrepDataset(data_set).records(10**6)
    assert isinstance(PrepDataset(data_set).records(-1)[0], Record)
