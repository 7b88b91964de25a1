#!/usr/bin/env python3
"""Compares an export, read by the other tool's own reader, with the jsonl export of the same rows.

Usage: compare.py npy|megatron|mds EXPORT JSONL_PREFIX
       JSONL_PREFIX-train.jsonl and -validation.jsonl are the rows or records of the splits
"""
import json
import os
import sys
import tempfile
from importlib.machinery import ModuleSpec
from unittest import mock

import numpy as np


def examples_of_npy(directory, split):
    def load(name):
        return np.load(os.path.join(directory, split, name + ".npy"), mmap_mode="r")

    ids, labels = load("input_ids"), load("labels")
    lengths, offsets = load("segment_lengths"), load("segment_offsets")
    assert ids.dtype == labels.dtype == np.int32 and ids.shape == labels.shape
    for row in range(len(ids)):
        segments = lengths[offsets[row] : offsets[row + 1]]
        yield {"input_ids": ids[row], "labels": labels[row], "segment_lengths": segments}


def examples_of_megatron(directory, split):
    from megatron.core.datasets.indexed_dataset import IndexedDataset

    ids = IndexedDataset(os.path.join(directory, split + "_input_ids"))
    labels = IndexedDataset(os.path.join(directory, split + "_labels"))
    assert ids.index.dtype == labels.index.dtype == np.int32
    starts = ids.document_indices
    assert (starts == labels.document_indices).all() and starts[-1] == len(ids) == len(labels)
    for document in range(len(starts) - 1):
        own = range(starts[document], starts[document + 1])
        yield {
            "input_ids": np.concatenate([ids[sequence] for sequence in own]),
            "labels": np.concatenate([labels[sequence] for sequence in own]),
            "segment_lengths": [len(ids[sequence]) for sequence in own],
        }


def examples_of_mds(directory, split):
    # streaming imports torchvision for data sets of images only, and a torchvision that is not of
    # the installed torch's build cannot be imported: stand-ins keep it out.
    vision = mock.MagicMock(__path__=[], __spec__=ModuleSpec("torchvision", None))
    names = ("", ".datasets", ".datasets.vision", ".transforms", ".transforms.functional")
    sys.modules.update({"torchvision" + name: vision for name in names})
    vision.datasets.VisionDataset = vision.VisionDataset = object
    from streaming import StreamingDataset

    # `remote` and `validate_hash` make the reader compare each shard with its hash.
    with tempfile.TemporaryDirectory() as local:
        dataset = StreamingDataset(
            remote=os.path.join(directory, split), local=local, validate_hash="xxh3_128",
            shuffle=False, batch_size=1,
        )
        for number in range(len(dataset)):
            yield dataset[number]


READERS = {"npy": examples_of_npy, "megatron": examples_of_megatron, "mds": examples_of_mds}


def main():
    form, directory, prefix = sys.argv[1:]
    total = 0
    for split in ("train", "validation"):
        examples = READERS[form](directory, split)
        with open(f"{prefix}-{split}.jsonl") as lines:
            for number, line in enumerate(lines):
                wanted = json.loads(line)
                found = next(examples, None)
                assert found is not None, f"{form}, {split}: {number} examples, and no more"
                if form == "megatron" and "segment_lengths" in wanted:
                    # Padding is left out.
                    content = sum(wanted["segment_lengths"])
                    wanted["input_ids"] = wanted["input_ids"][:content]
                    wanted["labels"] = wanted["labels"][:content]
                keys = set(wanted) - {"split"}
                if form == "megatron":
                    keys -= {"file", "line"}
                for key in keys:
                    value = found[key]
                    value = value.tolist() if isinstance(value, np.ndarray) else value
                    assert value == wanted[key], f"{form}, {split}, example {number}: {key}"
                total += 1
        assert next(examples, None) is None, f"{form}, {split}: more than {number + 1} examples"
    print(f"{form}: {total} examples of {os.path.basename(prefix)} equal those of jsonl")


if __name__ == "__main__":
    main()
