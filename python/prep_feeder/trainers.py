"""Hugging Face trainers that train from a prep data set.

    from prep_feeder.trainers import PrepSFTTrainer

    trainer = PrepSFTTrainer(model=model, data="out", args=args, processing_class=tokenizer)
    trainer.train()

`PrepTrainer` is `transformers.Trainer`, `PrepSFTTrainer` is TRL's `SFTTrainer`; for another trainer
put `FeederMixin` before it: ``class Mine(FeederMixin, TheirTrainer): pass``.
"""
from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._check import check, set_pad_token
from ._conflicts import refuse_arguments, refuse_options, refuse_trainer
from ._evaluation import Asked, RealRows, evaluation_sets, one_set
from ._loader import EvaluationLoader, TrainingLoader, read_state
from ._options import Path as DataPath
from ._options import paths_of
from ._stacks import (
    counting_tokens,
    has_fused_head,
    multiplies_evaluation_loss,
    without_progress_bars,
)
from ._validation import validation
from .attention import PackedAttention
from .dataset import PrepDataset
from .errors import OptionError, StateError
from .feeder import Batch, Feeder
from .record_losses import RecordLosses

__all__ = ["FeederMixin", "PrepSFTTrainer", "PrepTrainer"]

_CHECKPOINT = "checkpoint-"


class FeederMixin:
    """Put before a `transformers.Trainer`, makes it train and evaluate from prep data sets.

    Each update takes the next ``per_device_train_batch_size`` x ``gradient_accumulation_steps`` x
    processes rows of the order that ``data_seed`` (or ``seed``) decides. Each checkpoint holds
    ``feeder.json``, and ``resume_from_checkpoint`` goes on at the exact row; batch size,
    accumulation and processes may change as long as an update takes as many rows. Evaluation goes
    through every row once, and its loss is the mean over all trained tokens, whatever the packing.
    Before the first batch `PackedAttention.verify` runs.

    `check` refuses a tokenizer (``processing_class``) or a model of another kind than a data set;
    a tokenizer without a pad token gets the data set's, where trainers would take the end of text.

    Args:
        data: The data set's directory, or several to mix.
        eval_data: The data set whose split "validation" is evaluated, or a dictionary of them by
            name; None for ``data`` itself where it has that split.
        data_options: Further options of `Feeder`: ``shuffle``, ``tail``, ``weights``, ``slots``…
        record_losses: A file for the loss of each record in each batch; see `RecordLosses`.
        checks: Whether `check` runs. A vocabulary that is not Llama 3's has to go without: no
            golden ids are known for it.

    Raises:
        OptionError: The trainer's arguments contradict the data set or would not be followed.
        MismatchError: The tokenizer or the model is not the data set's, or the model's attention
            cannot keep packed records apart.
    """

    if TYPE_CHECKING:
        args: Any
        model: Any
        state: Any
        accelerator: Any
        gather_function: Any
        _train_batch_size: int

    def __init__(
        self,
        *positional: Any,
        data: DataPath | Sequence[DataPath],
        eval_data: DataPath | Mapping[str, DataPath] | None = None,
        data_options: Mapping[str, Any] | None = None,
        record_losses: DataPath | None = None,
        checks: bool = True,
        **named: Any,
    ) -> None:
        refuse_arguments(positional, named)
        self._data = paths_of("data", data)
        self._data_options = refuse_options(data_options or {})
        self._rows = PrepDataset(self._data[0])
        args = named.get("args", positional[1] if len(positional) > 1 else None)
        if args is not None:
            refuse_trainer(args, self._rows.row_length)
        sets = evaluation_sets(eval_data, self._rows, getattr(args, "eval_strategy", None))
        self._eval_paths = [dataset.path for dataset in sets.values()]
        given = named.get("processing_class") or named.get("tokenizer")
        if checks:
            self._check(given, positional[0] if positional else named.get("model"))
        self._attention: PackedAttention | None = None
        self._is_verified = False
        self._resumed: tuple[dict[str, Any], int] | None = None
        self._training_loader: TrainingLoader | None = None
        self._evaluated: tuple[float, int] | None = None
        stand_in = self._stand_in()
        named["train_dataset"] = stand_in
        if sets:
            named["eval_dataset"] = stand_in
        with without_progress_bars():
            super().__init__(*positional, **named)
        if checks:
            loaded = None if given else getattr(self, "processing_class", None)
            self._check(loaded, self.model, is_loaded=True)
        refuse_trainer(self.args, self._rows.row_length, is_made=True)
        if not self.model_accepts_loss_kwargs and self.compute_loss_func is None:  # type: ignore
            raise OptionError(
                f"{type(self.accelerator.unwrap_model(self.model)).__name__} gives the mean over the "
                "trained tokens of a micro-batch, not of an update, so tokens of short answers would "
                "weigh more, and a batch of padding gives no number: give compute_loss_func")
        # The trainers that check a data set's type have seen one; its length is from here on right.
        self.train_dataset: Any = self._rows
        self.eval_dataset: Any = sets.get("") or sets or None
        # The loader begins where it is to go on; the trainer must not skip batches once more.
        self.args.ignore_data_skip = True
        self.add_callback(_epoch_callback(self))  # type: ignore[attr-defined]
        self._record_losses = None if record_losses is None else RecordLosses(
            record_losses, self.args.process_index)

    def _check(self, tokenizer: Any, model: Any, is_loaded: bool = False) -> None:
        """Checks both against every data set; `is_loaded`: the trainer loaded the tokenizer."""
        # A name is loaded later, by the trainer.
        model = model if hasattr(model, "get_input_embeddings") else None
        # Of a processor of several modalities the text's.
        tokenizer = getattr(tokenizer, "tokenizer", tokenizer)
        if tokenizer is not None:
            set_pad_token(self._rows.pad_token_id, tokenizer, model if is_loaded else None)
        for path in dict.fromkeys([*self._data, *self._eval_paths]):
            check(path, tokenizer, model)

    def _stand_in(self) -> Any:
        """One row for trainers that look at their data set when they are made."""
        try:
            from datasets import Dataset
        except ImportError:
            return self._rows
        ids = self._rows[0]["input_ids"][:4].tolist()
        return Dataset.from_dict({"input_ids": [ids], "labels": [ids]})

    # Batches

    def _form(self) -> PackedAttention:
        if self._attention is None:
            self._attention = PackedAttention(self.accelerator.unwrap_model(self.model))
        return self._attention

    def _feeder_options(self) -> dict[str, Any]:
        device = self.args.device
        return {
            "rank": self.args.process_index, "world_size": self.args.world_size,
            "layout": self._form().layout, "device": device if device.type == "cuda" else None}

    def get_train_dataloader(self) -> Any:
        seed = self.args.data_seed if self.args.data_seed is not None else self.args.seed
        options = {"seed": seed, **self._data_options, **self._feeder_options()}
        feeder = Feeder(self._data, self._train_batch_size, **options)
        loader = TrainingLoader(
            feeder, self._form(), self._rows, self.args.gradient_accumulation_steps)
        if self._resumed is not None:
            loader.load_state(*self._resumed)
        if self._training_loader is not None:
            self._training_loader.feeder.close()
        self._training_loader = loader
        if self._record_losses is not None:
            self._record_losses.begin(feeder, self._resumed[1] if self._resumed else 0)
        return loader

    def get_eval_dataloader(self, eval_dataset: Any = None) -> Any:
        data = one_set(eval_dataset, self.eval_dataset)
        feeder = validation(
            data.path, self.args.per_device_eval_batch_size, split=data.split, slots=2,
            **self._feeder_options())
        return EvaluationLoader(feeder, self._form(), data)

    def get_test_dataloader(self, test_dataset: Any) -> Any:
        return self.get_eval_dataloader(test_dataset)

    def evaluate(
        self, eval_dataset: Any = None, ignore_keys: list[str] | None = None,
        metric_key_prefix: str = "eval",
    ) -> dict[str, float]:
        """The trainer's, for a `PrepDataset`, the name of one of ``eval_data``, several by name, or
        None for ``eval_data`` itself."""
        if isinstance(eval_dataset, Mapping):
            metrics: dict[str, float] = {}
            for name, each in eval_dataset.items():
                metrics |= self.evaluate(each, ignore_keys, f"{metric_key_prefix}_{name}")
            return metrics
        if not isinstance(self.eval_dataset, Mapping) or eval_dataset is not None:
            eval_dataset = Asked(one_set(eval_dataset, self.eval_dataset))
        return super().evaluate(  # type: ignore[misc, no-any-return]
            eval_dataset, ignore_keys, metric_key_prefix)

    def get_batch_samples(
        self, epoch_iterator: Iterator[Batch], num_batches: int, *device: Any
    ) -> Any:
        loader = self._training_loader
        if loader is not None and (
                loader.taken >= len(loader) or self.state.global_step >= self.state.max_steps):
            # transformers 4.46 asks once more than there are, and fails on what it then counts; and
            # a run that goes on from its last update would make one more.
            return [], None
        return super().get_batch_samples(  # type: ignore[misc]
            epoch_iterator, num_batches, *device)

    # Loss

    def compute_loss(self, model: Any, inputs: Batch, *positional: Any, **named: Any) -> Any:
        if not self._is_verified:
            self._form().verify(model, self.args.device, has_fused_head=has_fused_head(self))
            self._is_verified = True
        if self._evaluated is None:
            with counting_tokens(self, inputs, self._rows.pad_token_id):
                return self._training_loss(model, inputs, *positional, **named)
        # Without a count of items the loss is the mean over this batch of this rank.
        named["num_items_in_batch"] = None
        trained = int((inputs["labels"][..., 1:] != -100).sum())
        result = super().compute_loss(model, inputs, *positional, **named)  # type: ignore[misc]
        loss = result[0] if isinstance(result, tuple) else result
        if multiplies_evaluation_loss(self):
            loss = loss / self.accelerator.num_processes
        loss = loss if trained else loss.new_zeros(loss.shape)
        total, count = self._evaluated
        self._evaluated = (total + float(loss) * trained, count + trained)
        return (loss, *result[1:]) if isinstance(result, tuple) else loss

    def _training_loss(
        self, model: Any, inputs: Batch, *positional: Any, **named: Any
    ) -> Any:
        losses, loader = self._record_losses, self._training_loader
        if losses is None or loader is None or not model.training:
            return super().compute_loss(  # type: ignore[misc]
                model, inputs, *positional, **named)
        # The trainer may take the labels out of the batch.
        given = dict(inputs)
        # Of the forward pass that trains: TRL makes another one where it is asked for outputs.
        outputs: list[Any] = []
        hook = model.register_forward_hook(lambda _module, _given, output: outputs.append(output))
        try:
            loss = super().compute_loss(model, inputs, *positional, **named)  # type: ignore[misc]
        finally:
            hook.remove()
        step = loader.trained()
        if step is not None:
            losses.add(step, self.state.global_step + 1, given, outputs[0])
        return loss

    def evaluation_loop(
        self, dataloader: Any, description: str, prediction_loss_only: bool | None = None,
        ignore_keys: list[str] | None = None, metric_key_prefix: str = "eval",
    ) -> Any:
        """The trainer's, with the loss as the mean over the trained tokens of all batches and ranks;
        the trainer's own is a mean of the batches' means. ``compute_metrics`` sees the rows of the
        split and no others."""
        self._evaluated = (0.0, 0)
        gather = self.gather_function
        self.gather_function = RealRows(self.accelerator, dataloader)
        try:
            output = super().evaluation_loop(  # type: ignore[misc]
                dataloader, description, prediction_loss_only, ignore_keys, metric_key_prefix)
            total, count = self._evaluated
        finally:
            self._evaluated = None
            self.gather_function = gather
            dataloader.feeder.close()
        import torch

        sums = torch.tensor([[total, count]], dtype=torch.float64, device=self.args.device)
        total, count = self.accelerator.gather(sums).sum(0).tolist()
        output.metrics[f"{metric_key_prefix}_loss"] = total / count if count else math.nan
        return output

    # Checkpoints

    def _inner_training_loop(
        self, batch_size: Any = None, args: Any = None, resume_from_checkpoint: Any = None,
        **named: Any,
    ) -> Any:
        self._resumed = None
        if resume_from_checkpoint is not None:
            self._resumed = read_state(Path(resume_from_checkpoint))
        from .monitoring import put_first

        put_first(self.callback_handler)  # type: ignore[attr-defined]
        # transformers 4.46 takes the batch size of the checkpoint and not that of the arguments.
        batch_size = self._train_batch_size = self.args.train_batch_size
        return super()._inner_training_loop(  # type: ignore[misc]
            batch_size=batch_size, args=args, resume_from_checkpoint=resume_from_checkpoint, **named)

    def _save_checkpoint(self, model: Any, trial: Any, *rest: Any, **named: Any) -> Any:
        loader = self._training_loader
        assert loader is not None
        batches = self.state.global_step * loader.accumulation
        if batches % len(loader) != loader.taken % len(loader):
            raise StateError(
                f"after {self.state.global_step} updates the trainer should have taken {batches} "
                f"batches; in this epoch of {len(loader)} it took {loader.taken}")
        if self._record_losses is not None:
            self._record_losses.write()
        if self.args.should_save:
            # First, so that no checkpoint is ever without.
            folder = self._get_output_dir(trial=trial)  # type: ignore[attr-defined]
            loader.save(Path(folder) / f"{_CHECKPOINT}{self.state.global_step}")
        return super()._save_checkpoint(model, trial, *rest, **named)  # type: ignore[misc]


def _epoch_callback(trainer: FeederMixin) -> Any:
    from transformers import TrainerCallback

    class EpochCallback(TrainerCallback):  # type: ignore[misc]
        """Corrects the epoch, which the trainer counts from its start again after a resume."""

        def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            loader = trainer._training_loader
            if loader is not None:
                state.epoch = state.global_step * loader.accumulation / len(loader)

        def on_train_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
            if trainer._record_losses is not None:
                trainer._record_losses.write()

    return EpochCallback()


def __getattr__(name: str) -> Any:
    # Made when asked for: TRL need not be there for transformers alone.
    if name == "PrepTrainer":
        from transformers import Trainer as Base
    elif name == "PrepSFTTrainer":
        from trl import SFTTrainer as Base
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = type(name, (FeederMixin, Base), {"__module__": __name__, "__doc__": FeederMixin.__doc__})
    globals()[name] = made
    return made
