"""Order, epochs, ranks, resume."""
import collections
import json

import pytest

from prep_feeder import ClosedError, Feeder, StateError


def keys(batches):
    return [batch["input_ids"].tobytes() for batch in batches]


def feed(data_set, size=3, **options):
    return Feeder(data_set, size, framework="numpy", **options)


@pytest.mark.parametrize("layout", ["plain", "padding_free"])
def test_resume_at_every_step(data_set, layout):
    feeder = feed(data_set, layout=layout)
    whole, states = [], [feeder.state_dict()]
    for _ in range(2):
        for batch in feeder:
            whole.append(batch["input_ids"].tobytes())
            states.append(json.loads(json.dumps(feeder.state_dict())))
    steps = len(feeder)
    assert len(whole) == 2 * steps and len(set(whole)) == len(whole)
    other = feed(data_set, layout=layout)
    for step, state in enumerate(states):
        assert state["step"] == step
        other.load_state_dict(state)
        assert (other.epoch, other.step_in_epoch) == divmod(step, steps)
        assert len(other) == steps
        rest = keys(other)
        assert rest == whole[step : (step // steps + 1) * steps] or step == 2 * steps


def test_a_state_belongs_to_its_order_but_not_to_its_ranks(data_set):
    state = feed(data_set, 4).state_dict()
    state["step"] = 2
    whole = keys(feed(data_set, 4))
    parts = []
    for rank in range(2):
        half = feed(data_set, 2, rank=rank, world_size=2, layout="padding_free", dtype="int32")
        half.load_state_dict(state)
        assert half.step == 2
        parts.append(sum(1 for _ in half))
    assert parts == [len(whole) - 2] * 2
    for options, what in (
        ({"seed": 1}, "seed"), ({"shuffle": "full"}, "shuffle"), ({"tail": "drop"}, "tail"),
        ({"split": "validation"}, "split|number of rows"),
    ):
        with pytest.raises(StateError, match=what):
            feed(data_set, 4, **options).load_state_dict(state)
    feeder = feed(data_set, 4)
    next(iter(feeder))
    for bad in ({}, {"step": 1}, {**state, "step": "x"}, {**state, "version": 9}):
        with pytest.raises(StateError):
            feeder.load_state_dict(bad)
    # A refusal changes nothing.
    assert feeder.step == 1 and keys(feeder) == whole[1:]


def test_epochs(data_set):
    feeder = feed(data_set)
    first, second = keys(feeder), keys(feeder)
    assert feeder.epoch == 2 and set(first) != set(second)
    feeder.set_epoch(0)
    assert keys(feeder) == first
    assert feed(data_set, epoch=1, skip=2).state_dict()["step"] == len(first) + 2
    assert keys(feed(data_set, epoch=1, skip=2)) == second[2:]
    # An iteration that is broken off is gone on with; set_epoch to the same epoch leaves it so.
    feeder = feed(data_set)
    for number, _ in enumerate(feeder):
        if number == 2:
            break
    feeder.set_epoch(0)
    assert keys(feeder) == first[3:]
    # Two iterators share what is left.
    left, right = iter(feeder), iter(feeder)
    assert keys([next(left), next(right)]) == second[:2]
    assert len(list(left)) == len(second) - 2 and list(right) == []


@pytest.mark.parametrize("shuffle", ["window", "full", "off"])
@pytest.mark.parametrize("world_size", [1, 2, 3])
def test_ranks_feed_each_row_once(data_set, exported, shuffle, world_size):
    seen = collections.Counter()
    steps = set()
    for rank in range(world_size):
        feeder = feed(data_set, 2, shuffle=shuffle, rank=rank, world_size=world_size)
        batches = list(feeder)
        steps.add(len(batches))
        seen.update(tuple(row.tolist()) for b in batches for row in b["input_ids"])
    del seen[(128004,) * 256]
    assert seen == collections.Counter(tuple(r["input_ids"]) for r in exported["train"])
    assert len(steps) == 1


def test_mixtures(data_set, other_set):
    feeder = feed([data_set, other_set], 4, weights=[3, 1], tail="drop")
    again = feed([data_set, other_set], 4, weights=[3, 1], tail="drop")
    assert keys(feeder) == keys(again)
    assert len(feeder) == feeder.info["rows_per_epoch"] // 4
    assert feeder.info["dropped_rows_per_epoch"] == feeder.info["rows_per_epoch"] % 4
    with pytest.raises(StateError, match="data set"):
        feed([data_set, other_set], 4, tail="drop").load_state_dict(feeder.state_dict())


def test_close(data_set):
    with feed(data_set) as feeder:
        batches = iter(feeder)
        kept = next(batches)["input_ids"].copy()
        assert feeder.counts["batch_count"] == 1
        assert "steps an epoch" in repr(feeder)
    for call in (lambda: next(batches), lambda: iter(feeder), feeder.state_dict):
        with pytest.raises(ClosedError):
            call()
    feeder.close()
    assert kept.any()
