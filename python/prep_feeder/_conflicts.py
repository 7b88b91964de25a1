"""Options of trainers that contradict a finished data set, and why."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import OptionError

__all__ = ["refuse_arguments", "refuse_options", "refuse_trainer"]

#: Arguments of the trainers' initializers that the data set has already answered.
_ARGUMENTS = {
    "train_dataset": "the trainer takes its rows from data",
    "eval_dataset": "the trainer evaluates eval_data",
    "data_collator": "batches come whole from the feeder, and TRL 0.12's own would replace their "
                     "labels by the input",
    "formatting_func": "the data set is formatted already",
    "dataset_text_field": "the data set is tokenized already",
    "packing": "rows are packed already: prep build --pack",
    "eval_packing": "rows are packed already: prep build --pack",
    "max_seq_length": "rows have the length they were built with: prep build --sequence-length",
    "neftune_noise_alpha": "its noise is scaled by the length of the row, not of the record",
}
_FEEDER_OPTIONS = {"shuffle", "window_blocks", "tail", "weights", "slots", "memory_limit", "seed",
                   "cuda_library"}


def _refuse(name: str, value: object, why: str) -> None:
    raise OptionError(f"{name}={value!r}: {why}")


def refuse_arguments(positional: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    """Refuses arguments of a trainer's initializer; `positional` may be model and args alone."""
    if len(positional) > 2:
        raise OptionError("expected model and args by position at most, and the rest by name")
    for name, why in _ARGUMENTS.items():
        if named.get(name):
            _refuse(name, named[name], why)


def refuse_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options for `Feeder` that a user may set; the others are the trainer's to set."""
    for name in options:
        if name not in _FEEDER_OPTIONS:
            raise OptionError(
                f"data_options: expected {', '.join(sorted(_FEEDER_OPTIONS))}, found {name!r}")
    return dict(options)


def refuse_trainer(args: Any, row_length: int, *, is_made: bool = False) -> None:
    """Refuses training arguments that would not be followed, or would train on something else.

    `is_made` says that the trainer has been made: then its devices are known.
    """
    def get(name: str) -> Any:
        return getattr(args, name, None)

    for name in ("packing", "eval_packing", "neftune_noise_alpha"):
        if get(name):
            _refuse(name, get(name), _ARGUMENTS[name])
    if get("padding_free"):
        _refuse("padding_free", True, "the model's attention decides the form of a batch")
    for name in ("assistant_only_loss", "completion_only_loss"):
        if get(name):
            _refuse(name, True, "what is trained stands in the data set: prep build --train-on")
    for name in ("max_seq_length", "max_length"):
        length = get(name)
        if not is_made and length and length < row_length and length != _default(args, name):
            _refuse(name, length, f"rows have {row_length} tokens and are not cut here: "
                    "prep repack --sequence-length")
    if get("label_smoothing_factor"):
        _refuse("label_smoothing_factor", get("label_smoothing_factor"),
                "it is averaged over each batch by itself, not over the trained tokens of an update")
    if get("group_by_length"):
        _refuse("group_by_length", True, "the order of rows is the feeder's")
    if get("train_sampling_strategy") not in (None, "random"):
        _refuse("train_sampling_strategy", get("train_sampling_strategy"), "the order of rows is "
                "the feeder's: for that of the shards say data_options={'shuffle': 'off'}")
    if get("batch_eval_metrics"):
        _refuse("batch_eval_metrics", True, "which rows of a batch are padding is known here only "
                "where all are collected")
    if get("dataloader_drop_last"):
        _refuse("dataloader_drop_last", True, "say data_options={'tail': 'drop'}")
    if get("auto_find_batch_size"):
        _refuse("auto_find_batch_size", True, "the order of rows depends on the batch size")
    accelerator = get("accelerator_config")
    for name in ("split_batches", "dispatch_batches"):
        if getattr(accelerator, name, None):
            _refuse(f"accelerator_config.{name}", True, "each process feeds its own rows")
    if is_made and get("n_gpu") > 1:
        _refuse("n_gpu", get("n_gpu"), "torch.nn.DataParallel would cut batches apart; start one "
                "process a GPU with torchrun, or set CUDA_VISIBLE_DEVICES")
    _refuse_parallelism(get("parallelism_config"))


def _refuse_parallelism(parallelism: Any) -> None:
    for name in ("tp_size", "cp_size", "sp_size"):
        if (getattr(parallelism, name, 1) or 1) > 1:
            _refuse(name, getattr(parallelism, name), "processes that share a model's layers or "
                    "sequences need the same rows, and the feeder gives each process its own")


def _default(args: Any, name: str) -> Any:
    fields = getattr(type(args), "__dataclass_fields__", {})
    return fields[name].default if name in fields else None
