"""A data set as Hugging Face datasets see it, for trainers that are not to be told of a feeder.

Rows come without their padding, so the lengths in ``seq_lengths`` add up to that of ``input_ids``,
as TRL's packed columns do. A trainer that replaces labels by ids (TRL 0.12's default collator does)
trains on the wrong tokens: give it a collator that keeps them.
"""
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from ._records import COLUMNS, ranges, record
from .dataset import PrepDataset
from .errors import OptionError

__all__ = ["dataset", "iterable_dataset"]

_DEFAULT = ("input_ids", "labels", "seq_lengths")


def dataset(
    path: str | os.PathLike[str],
    split: str = "train",
    *,
    columns: Sequence[str] = _DEFAULT,
    padding: bool = False,
    cache_dir: str | None = None,
    num_proc: int | None = None,
) -> Any:
    """A `datasets.Dataset`: the rows are written once as Arrow into the cache of `datasets`.

    Args:
        path: The data set's directory.
        split: Its split.
        columns: Of ``input_ids``, ``labels``, ``position_ids``, ``attention_mask``,
            ``seq_lengths``.
        padding: Keep rows at their whole length; the padding is then the last of ``seq_lengths``.
        cache_dir: Where `datasets` is to write; None for its own cache.
        num_proc: Processes that write, one or more shards each.
    """
    import datasets

    source, features, arguments = _source(path, split, columns, padding)
    # `datasets` declares no None here and yet has it for its default.
    options: dict[str, Any] = {"cache_dir": cache_dir, "num_proc": num_proc}
    return datasets.Dataset.from_generator(
        _generate, features=features, gen_kwargs=arguments,
        split=datasets.NamedSplit(source.split), **options)


def iterable_dataset(
    path: str | os.PathLike[str],
    split: str = "train",
    *,
    columns: Sequence[str] = _DEFAULT,
    padding: bool = False,
) -> Any:
    """A `datasets.IterableDataset`: nothing is written, rows are read as they are asked for.

    Its shards are those of the data set, which workers and ranks of `datasets` divide among them.
    Arguments are those of `dataset`.
    """
    import datasets

    source, features, arguments = _source(path, split, columns, padding)
    return datasets.IterableDataset.from_generator(
        _generate, features=features, gen_kwargs=arguments,
        split=datasets.NamedSplit(source.split))


def _source(
    path: str | os.PathLike[str], split: str, columns: Sequence[str], padding: bool
) -> tuple[PrepDataset, Any, dict[str, Any]]:
    import datasets

    unknown = [name for name in columns if name not in COLUMNS]
    if unknown or not columns:
        raise OptionError(f"columns: expected some of {', '.join(COLUMNS)}, found {list(columns)}")
    source = PrepDataset(os.path.abspath(path), split)
    # A function: `datasets` tells caches apart by what it is called with, so the id goes along.
    arguments = {
        "path": source.path, "identity": source.id, "split": split, "columns": tuple(columns),
        "padding": padding, "rows": ranges(source),
    }
    integers = datasets.Value("int32")
    sequence = getattr(datasets, "List", datasets.Sequence)
    features = datasets.Features({name: sequence(integers) for name in columns})
    return source, features, arguments


def _generate(
    path: str,
    identity: str,
    split: str,
    columns: tuple[str, ...],
    padding: bool,
    rows: list[tuple[int, int]],
) -> Iterator[dict[str, Any]]:
    source = PrepDataset(path, split)
    if source.id != identity:
        raise OptionError(f"{path} is another data set than when this view of it was made")
    for first, end in rows:
        for row in range(first, end):
            yield record(source[row], columns, padding)
