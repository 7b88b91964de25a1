"""Other formats, read back. Each needs its library: see requirements of the trainers' tests."""
import os
import subprocess
import sys

import pytest
from conftest import PREP

from prep_feeder import OptionError

DEFAULT = ("input_ids", "labels", "seq_lengths")


def expected(exported, split="train", padding=False):
    rows = []
    for row in exported[split]:
        lengths = list(row["segment_lengths"])
        count = sum(lengths)
        if padding and count < len(row["input_ids"]):
            lengths.append(len(row["input_ids"]) - count)
        end = len(row["input_ids"]) if padding else count
        rows.append({
            "input_ids": row["input_ids"][:end], "labels": row["labels"][:end],
            "seq_lengths": lengths})
    return rows


def test_parquet(data_set, exported, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    command = [sys.executable, "-m", "prep_feeder.parquet", data_set, tmp_path / "out"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for split in ("train", "validation"):
        table = parquet.read_table(tmp_path / f"out/{split}.parquet")
        assert table.column_names == list(DEFAULT)
        assert table.to_pylist() == expected(exported, split)
        metadata = parquet.ParquetFile(tmp_path / f"out/{split}.parquet").metadata
        column = metadata.row_group(0).column(0)
        assert not column.has_dictionary_page and f"{split}.parquet: {table.num_rows} rows" in said
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "train.parquet", "validation.parquet"]
    one = [*command[:-1], tmp_path / "one", "--split", "validation"]
    subprocess.run(one, check=True, stdout=subprocess.DEVNULL)
    assert [p.name for p in (tmp_path / "one").iterdir()] == ["validation.parquet"]
    for arguments, status in (
        ([data_set, data_set + "/out"], 2), ([data_set, tmp_path / "x", "--split", "test"], 2),
        ([tmp_path, tmp_path / "x"], 1), ([], 2),
    ):
        ended = subprocess.run([*command[:3], *arguments], capture_output=True, text=True)
        assert ended.returncode == status and "error: " in ended.stderr


def test_prep_export_writes_what_datasets_reads(data_set, exported, tmp_path):
    pytest.importorskip("pyarrow")
    datasets = pytest.importorskip("datasets")
    output = tmp_path / "out"
    subprocess.run(
        [PREP, "export", data_set, "--format", "parquet", "--output", output], check=True,
        env={**os.environ, "PREP_PYTHON": sys.executable})
    files = {split: str(output / f"{split}.parquet") for split in ("train", "validation")}
    loaded = datasets.load_dataset("parquet", data_files=files, cache_dir=str(tmp_path / "cache"))
    for split in files:
        assert loaded[split].column_names == list(DEFAULT)
        assert list(loaded[split]) == expected(exported, split)


def test_parquet_in_small_groups(data_set, exported, tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    import prep_feeder.parquet

    monkeypatch.setattr(prep_feeder.parquet, "_GROUP_TOKENS", 1000)
    prep_feeder.parquet.export(data_set, tmp_path)
    file = parquet.ParquetFile(tmp_path / "train.parquet")
    assert file.metadata.num_row_groups > 3
    assert file.read().to_pylist() == expected(exported)


@pytest.mark.parametrize("padding", [False, True])
def test_hugging_face(data_set, exported, tmp_path, padding):
    pytest.importorskip("datasets")
    from prep_feeder import hf

    rows = expected(exported, padding=padding)
    stored = hf.dataset(data_set, padding=padding, cache_dir=str(tmp_path))
    assert list(stored) == rows and stored.column_names == list(DEFAULT)
    lazy = hf.iterable_dataset(data_set, padding=padding)
    assert list(lazy) == rows
    shards = lazy.n_shards
    assert shards > 1
    parts = [row for index in range(shards) for row in lazy.shard(shards, index)]
    assert parts == rows
    wide = hf.iterable_dataset(
        data_set, columns=("input_ids", "position_ids", "attention_mask"), padding=True)
    first = next(iter(wide))
    assert len(first["position_ids"]) == len(first["attention_mask"]) == 256
    with pytest.raises(OptionError, match="columns"):
        hf.dataset(data_set, columns=("ids",))


def test_iterable_dataset_in_workers(data_set, exported):
    pytest.importorskip("datasets")
    torch = pytest.importorskip("torch")
    from prep_feeder import hf

    lazy = hf.iterable_dataset(data_set)
    loader = torch.utils.data.DataLoader(lazy, batch_size=None, num_workers=2)
    found = sorted(row["input_ids"].tolist() if hasattr(row["input_ids"], "tolist")
                   else row["input_ids"] for row in loader)
    assert found == sorted(row["input_ids"] for row in expected(exported))
