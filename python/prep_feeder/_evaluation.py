"""Which data sets a trainer evaluates, and what of a batch are rows of theirs."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._loader import EvaluationLoader
from ._options import absolute
from .dataset import PrepDataset
from .errors import OptionError

__all__ = ["Asked", "RealRows", "evaluation_sets", "one_set"]

_SPLIT = "validation"


def evaluation_sets(given: Any, rows: PrepDataset, strategy: Any) -> dict[str, PrepDataset]:
    """The splits to evaluate, by name; one without a name is "".

    Args:
        given: The trainer's ``eval_data``.
        rows: The first data set to train from, whose own validation split stands in for None.
        strategy: The trainer's ``eval_strategy``.

    Raises:
        OptionError: There is nothing to evaluate, and the arguments ask for it.
    """
    if given is None:
        if _row_count(rows) == 0:
            # "no", also as a member of transformers' enumeration.
            if str(getattr(strategy, "value", strategy) or "no") == "no":
                return {}
            raise OptionError(
                f"eval_strategy={getattr(strategy, 'value', strategy)!r}: {rows.path} has no rows "
                f"in a split {_SPLIT}, and eval_data names no other data set: build it with "
                "--validation (a number of records, or a share that gives some), or give eval_data")
        return {"": PrepDataset(rows.path, _SPLIT)}
    named = given if isinstance(given, Mapping) else {"": given}
    sets = {}
    for name, path in named.items():
        where = f"eval_data[{name!r}]" if name else "eval_data"
        found = PrepDataset(absolute(where, path))
        if _row_count(found) == 0:
            raise OptionError(
                f"{where}: {found.path} has no rows in a split {_SPLIT}: build it with "
                "--validation")
        sets[str(name)] = PrepDataset(found.path, _SPLIT)
    return sets


def _row_count(dataset: PrepDataset) -> int:
    return sum(
        int(split["rows"]) for split in dataset.manifest["splits"] if split["name"] == _SPLIT)


class Asked(str):
    """A data set in the place of a name, which trainers pass on as it is.

    TRL prepares anything else that `evaluate` is given as it does a table of texts.
    """

    dataset: PrepDataset

    def __new__(cls, dataset: PrepDataset) -> Asked:
        made = super().__new__(cls, dataset.path)
        made.dataset = dataset
        return made


def one_set(given: Any, known: Any) -> PrepDataset:
    """The split that `evaluate` or `predict` was asked for.

    Args:
        given: A `PrepDataset`, the name of one of the trainer's, or None for its only one.
        known: The trainer's ``eval_dataset``: a `PrepDataset`, several by name, or None.

    Raises:
        OptionError: It is none of these.
    """
    names = sorted(known) if isinstance(known, Mapping) else []
    if isinstance(given, Asked):
        return given.dataset
    found = known if given is None else given
    if isinstance(found, str):
        if found not in names:
            raise OptionError(
                f"eval_dataset: {found!r} is no name of a data set in eval_data, which has "
                f"{', '.join(map(repr, names)) or 'no names'}: give a PrepDataset")
        found = known[found]
    if not isinstance(found, PrepDataset):
        raise OptionError(
            "expected a PrepDataset of the split to go through, PrepDataset(\"out\", "
            f"\"{_SPLIT}\") say, found {type(found).__name__}; the trainer has one of its own where "
            "the data set was built with --validation, or eval_data is given")
    return found


class RealRows:
    """Gathers what a trainer collects in an evaluation, without the rows of padding.

    They stand among the others in the last step, so that each process has a row where there are
    enough; what a trainer cuts off at the end of the last batch would be others. A batch that is one
    sequence (``padding_free``) comes back as rows.
    """

    def __init__(self, accelerator: Any, loader: EvaluationLoader) -> None:
        self._accelerator, self._loader = accelerator, loader

    def __call__(self, data: Any) -> Any:
        from accelerate.utils import recursively_apply  # type: ignore[import-not-found]

        loader = self._loader
        rows, length = loader.batch_size, loader.feeder.row_length
        real = loader.real_rows

        def of_rows(tensor: Any) -> Any:
            if tensor.dim() > 1 and tuple(tensor.shape[:2]) == (1, rows * length):
                return tensor.reshape(rows, length, *tensor.shape[2:])
            return tensor

        gathered = self._accelerator.gather(recursively_apply(of_rows, data))
        if real is None:
            return gathered
        kept = self._accelerator.gather(real)
        return recursively_apply(lambda tensor: tensor[kept.to(tensor.device)], gathered)
