"""What is refused, and what an error says."""
import json
import os
import pathlib
import shutil

import pytest

import prep_feeder
from prep_feeder import (
    DataError,
    Feeder,
    FeederError,
    MismatchError,
    OptionError,
    PrepDataset,
    StateError,
)


def damaged(data_set, folder, shard):
    """A copy of a data set with a byte of the last block of a shard changed."""
    copy = shutil.copytree(data_set, folder / "damaged")
    path = copy / "shards" / shard
    data = bytearray(path.read_bytes())
    data[150] ^= 0x40
    path.write_bytes(data)
    return str(copy)


@pytest.mark.parametrize(("options", "what"), [
    ({"batch_size": 0}, "batch_size"), ({"rank": 1}, "rank"), ({"world_size": 0}, "world_size"),
    ({"shuffle": "some"}, "shuffle: expected window, full, off"), ({"tail": ""}, "tail"),
    ({"layout": "4d"}, "layout"), ({"dtype": "int16"}, "dtype"), ({"framework": "jax"}, "jax"),
    ({"slots": 1}, "slots"), ({"weights": [1, 2]}, "weights"), ({"seed": -1}, "seed"),
    ({"split": "test"}, "no split 'test'; it has: train, validation"), ({"epoch": -1}, "epoch"),
    ({"device": "cuda"}, "torch"), ({"shuffle": "full", "memory_limit": 1}, "memory"),
    ({"batch_size": 100, "tail": "drop"}, "drop leaves no step"),
    # What the library would take cut to its own width, or only after memory was made for it.
    ({"slots": 2**31 - 1}, "slots: expected 2 to 1024"), ({"slots": 10**6}, "slots"),
    ({"batch_size": 10**9}, "batch_size: expected 1 to 1048576"),
    ({"batch_size": 1_048_576, "slots": 1024}, "bytes of memory are available"),
    ({"weights": [2**32 + 1]}, "weights: expected 1 to 1048576, found 4294967297"),
    ({"weights": [2**32]}, "found 4294967296"), ({"weights": [1.5]}, "weights"),
    ({"weights": 3}, "weights"), ({"batch_size": 2.5}, "batch_size: expected a whole number"),
    ({"batch_size": "8"}, "whole number"), ({"seed": 1.5}, "seed"), ({"seed": 2**64}, "seed"),
    ({"epoch": 2**70}, "epoch"), ({"epoch": 2**62}, "epoch"), ({"skip": 10**6}, "skip: expected 0 to"),
    ({"split": "\udc80"}, "split"), ({"split": "train\0x"}, "split"), ({"split": None}, "split"),
    ({"world_size": 2**32 + 1}, "world_size"), ({"window_blocks": 2**32}, "window_blocks"),
    ({"shuffle": []}, "shuffle"),
])
def test_options(data_set, options, what):
    with pytest.raises(OptionError, match=what) as caught:
        Feeder(data_set, **{"batch_size": 2, "framework": "numpy", **options})
    assert isinstance(caught.value, ValueError) and caught.value.row is None


def test_weights_add_up_to_a_cycle(data_set, other_set):
    with pytest.raises(OptionError, match="a sum of at most 1048576"):
        Feeder([data_set, other_set], 2, framework="numpy", weights=[1_048_576, 1])


@pytest.mark.parametrize("epoch", [2**70, 2**63, -1, 1.5, "1", None])
def test_an_epoch_that_cannot_be_counted(data_set, epoch):
    feeder = Feeder(data_set, 2, framework="numpy")
    next(iter(feeder))
    with pytest.raises(OptionError, match="epoch"):
        feeder.set_epoch(epoch)
    assert (feeder.epoch, feeder.step) == (0, 1)


def test_the_last_epochs_that_can_be_counted(data_set):
    feeder = Feeder(data_set, 2, framework="numpy")
    feeder.set_epoch(2**40)
    assert feeder.epoch == 2**40
    first = next(iter(feeder))["input_ids"].tobytes()
    feeder.set_epoch(0)
    # 2**40 is not taken for another epoch whose lower bits are the same.
    assert next(iter(feeder))["input_ids"].tobytes() != first


@pytest.mark.parametrize("change", [
    {"step": float("inf")}, {"step": float("nan")}, {"step": 2**63}, {"step": -1}, {"step": "x"},
    {"step": 1.0}, {"step": None}, {"seed": "x"}, {"data_set": None}, {"rows_per_epoch": 0},
])
def test_a_damaged_state(data_set, change):
    feeder = Feeder(data_set, 2, framework="numpy")
    next(iter(feeder))
    with pytest.raises(OptionError):
        feeder.load_state_dict({**feeder.state_dict(), **change})
    assert feeder.step == 1


def test_a_state_of_a_newer_version_says_so(data_set):
    feeder = Feeder(data_set, 2, framework="numpy")
    with pytest.raises(StateError, match="version 2, and this prep_feeder reads 1"):
        feeder.load_state_dict({**feeder.state_dict(), "version": 2})
    for nothing in (None, [], 3, "text"):
        with pytest.raises(StateError, match="none of a feeder"):
            feeder.load_state_dict(nothing)


@pytest.mark.parametrize(("change", "what"), [
    ({"row_length": None}, "row_length: expected a whole number, found None"),
    ({"row_length": 2**40}, "row_length: expected 1 to"), ({"row_length": True}, "row_length"),
    ({"splits": {}}, "splits: expected a list"), ({"tokenizer": 1}, "tokenizer: expected an object"),
])
def test_a_manifest_with_less_in_it(data_set, tmp_path, change, what):
    copy = shutil.copytree(data_set, tmp_path / "copy")
    manifest = json.loads((copy / "manifest.json").read_text("utf-8"))
    (copy / "manifest.json").write_text(json.dumps({**manifest, **change}), "utf-8")
    for make in (PrepDataset, lambda path: Feeder(path, 2, framework="numpy"), prep_feeder.check):
        with pytest.raises(DataError, match=what):
            make(copy)


@pytest.mark.parametrize("path", [None, 5, [None], [5]])
def test_what_is_no_path(path):
    with pytest.raises(OptionError, match="path"):
        Feeder(path, 2, framework="numpy")
    with pytest.raises(OptionError, match="path"):
        PrepDataset(path)


def test_a_path_that_is_not_utf8(data_set, tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff"
    os.symlink(data_set, name)
    row = PrepDataset(data_set)[0]["input_ids"].tolist()
    for path in (name, os.fsdecode(name)):
        assert PrepDataset(path)[0]["input_ids"].tolist() == row
        feeder = Feeder(path, 2, framework="numpy", shuffle="off")
        assert next(iter(feeder))["input_ids"][0].tolist() == row


def test_a_feeder_has_no_batches_by_number(data_set):
    # What a torch DataLoader around the feeder itself meets.
    with pytest.raises(OptionError, match="FeederDataset"):
        Feeder(data_set, 2, framework="numpy")[0]


def test_no_data_set(tmp_path, data_set, wide_set):
    for make in (PrepDataset, lambda path: Feeder(path, 2, framework="numpy")):
        with pytest.raises(DataError, match="is no data set"):
            make(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(DataError, match="not the manifest"):
        PrepDataset(tmp_path)
    (tmp_path / "manifest.json").write_text("[")
    with pytest.raises(DataError, match="no JSON"):
        PrepDataset(tmp_path)
    with pytest.raises(OptionError, match="it has: train"):
        PrepDataset(data_set, "test")
    with pytest.raises(OptionError, match="path"):
        Feeder([], 2, framework="numpy")
    with pytest.raises(OptionError, match="rows of one length"):
        Feeder([data_set, wide_set], 2, framework="numpy")


def test_what_is_no_regular_file_is_refused_at_once(tmp_path, data_set):
    copy = shutil.copytree(data_set, tmp_path / "copy")
    manifest = copy / "manifest.json"
    for make in (lambda: os.mkfifo(manifest), lambda: manifest.symlink_to("/dev/zero")):
        manifest.unlink()
        make()
        for open_set in (PrepDataset, lambda path: Feeder(path, 2, framework="numpy")):
            with pytest.raises(DataError, match="not a regular file"):
                open_set(copy)
    manifest.unlink()
    manifest.write_text("[" * 1_000_000)
    with pytest.raises(DataError, match="no JSON"):
        PrepDataset(copy)
    with open(manifest, "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(DataError, match="expected at most 67108864 bytes"):
        PrepDataset(copy)


def test_a_file_that_replaces_another_is_whole_and_follows_no_link(tmp_path):
    from prep_feeder._files import replacing

    outside, place = tmp_path / "outside", tmp_path / "folder" / "state.json"
    place.parent.mkdir()
    outside.write_text("theirs")
    place.symlink_to(outside)
    for name in (".tmp", "state.json.tmp"):
        (place.parent / name).symlink_to(outside)
    with replacing(place) as file:
        file.write(b"ours")
    assert outside.read_text() == "theirs"
    assert place.read_bytes() == b"ours" and not place.is_symlink()
    with pytest.raises(RuntimeError), replacing(place) as file:
        file.write(b"half")
        raise RuntimeError
    assert place.read_bytes() == b"ours"
    assert sorted(p.name for p in place.parent.iterdir()) == [
        ".tmp", "state.json", "state.json.tmp"]


def test_damage_is_named_after_every_batch_before_it(data_set, tmp_path):
    path = damaged(data_set, tmp_path, "train-00001.shard")
    feeder = Feeder(path, 3, shuffle="off", framework="numpy")
    sound = Feeder(data_set, 3, shuffle="off", framework="numpy")
    batches, given = iter(feeder), 0
    with pytest.raises(DataError) as caught:
        for batch, other in zip(batches, sound):
            assert (batch["input_ids"] == other["input_ids"]).all()
            given += 1
    error = caught.value
    # Shards have 8 rows: the third batch is the first that needs the second shard.
    assert given == 2 and feeder.step == 2
    assert (error.shard, error.block, error.row) == ("shards/train-00001.shard", 0, 8)
    assert "train-00001.shard" in str(error) and isinstance(error, OSError)
    with pytest.raises(DataError):
        next(batches)
    dataset = PrepDataset(path)
    assert dataset[7]["input_ids"].any()
    with pytest.raises(DataError) as caught:
        dataset[9]
    assert (caught.value.block, caught.value.row) == (0, 9)
    assert dataset[20]["input_ids"].any()


class Tokenizer:
    """Answers like the tokenizer that the golden ids are of, but for what a test changes."""

    def __init__(self, template="llama-3.1", pad_token_id=None, **changes):
        folder = pathlib.Path(prep_feeder.__file__).parent
        golden = json.loads((folder / "golden.json").read_text("utf-8"))
        self.texts = {case["text"]: case["ids"] for case in golden["texts"]}
        entry = next(e for e in golden["templates"] if e["name"] == template)
        self.conversations = entry["conversations"]
        self.chat_template, self.pad_token_id = template, pad_token_id
        self.__dict__.update(changes)

    def encode(self, text, add_special_tokens):
        assert add_special_tokens is False
        return list(self.texts[text])

    def apply_chat_template(self, messages, tokenize):
        assert tokenize is True
        return {"input_ids": next(
            case["ids"] for case in self.conversations if case["messages"] == messages)}


def test_check_of_tokenizers(data_set):
    prep_feeder.check(data_set)
    prep_feeder.check(data_set, Tokenizer())
    prep_feeder.check(data_set, Tokenizer(pad_token_id=128004))
    changed = Tokenizer()
    changed.texts = {text: [*ids[:-1], ids[-1] + 1] for text, ids in changed.texts.items()}
    for tokenizer, what in (
        (changed, "another vocabulary"), (Tokenizer("llama-3"), "another chat template"),
        (Tokenizer(chat_template=None), "no chat template"),
        (Tokenizer(pad_token_id=128001), "pad token is 128001, the data set's is 128004"),
    ):
        with pytest.raises(MismatchError, match=what):
            prep_feeder.check(data_set, tokenizer)


class Model:
    class Config:
        pad_token_id = None

    def __init__(self, rows, pad_token_id=None):
        self.rows, self.config = rows, self.Config()
        self.config.pad_token_id = pad_token_id

    def get_input_embeddings(self):
        class Embedding:
            class weight:
                shape = (self.rows, 4)
        return Embedding


def test_check_of_models(data_set):
    prep_feeder.check(data_set, model=Model(128256))
    prep_feeder.check(data_set, model=Model(128320, 128004))
    with pytest.raises(MismatchError, match="embeddings for 32000"):
        prep_feeder.check(data_set, model=Model(32000))
    with pytest.raises(MismatchError, match="pad token is 0"):
        prep_feeder.check(data_set, model=Model(128256, 0))


def test_the_golden_ids_are_those_of_prep(tmp_path):
    import subprocess
    import sys

    from conftest import PREP, ROOT

    script = ROOT / "Tools/make-python-golden.py"
    subprocess.run([sys.executable, script, PREP, tmp_path / "golden.json"], check=True)
    kept = pathlib.Path(prep_feeder.__file__).with_name("golden.json")
    assert json.loads((tmp_path / "golden.json").read_text()) == json.loads(kept.read_text())


def test_every_error_is_a_feeder_error():
    for name in prep_feeder.__all__:
        if name.endswith("Error"):
            assert issubclass(getattr(prep_feeder, name), FeederError)
    assert os.fspath(prep_feeder.__file__).endswith("__init__.py")
