"""The loss of each record of a training run, written to a file: which records the model finds hard.

    trainer = PrepSFTTrainer(model=model, data="out", args=args, record_losses="losses.jsonl")

`prep inspect out --losses losses.jsonl` shows the records with the highest losses.
"""
from __future__ import annotations

import collections
import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ._files import replacing
from ._options import Path as AnyPath
from .errors import OptionError, StateError
from .feeder import Batch, Feeder

__all__ = ["RecordLosses"]

_HEADER = {"format": "prep record losses", "version": 1}
#: Tokens whose logits are made float32 at once: 256 of 128,256 entries are 128 MiB.
_CHUNK = 256


class RecordLosses:
    """Adds up, in each training step, the losses of the tokens of each record, and writes the means.

    A step starts a few small kernels on the device and waits for none of them; what they found comes
    to the processor, and the records' places from the feeder's order, once in `interval` batches and
    before each checkpoint. A line of the file is one record in one batch: its data set, file and
    line, the mean loss over its trained tokens and their number, epoch and update. A record that is
    cut over several rows has a line for each part.

    With several ranks each writes its own file, ``losses.rank1.jsonl`` beside ``losses.jsonl``.
    """

    def __init__(self, path: AnyPath, rank: int = 0, interval: int = 64) -> None:
        self.path = Path(os.path.abspath(os.fsdecode(os.fspath(path))))
        if rank:
            self.path = self.path.with_name(f"{self.path.stem}.rank{rank}{self.path.suffix}")
        self._interval = interval
        # Batches that are not written yet: step, update, and sums and counts by segment.
        self._found: collections.deque[tuple[int, int, Any, Any]] = collections.deque()
        self._feeder: Feeder | None = None

    def begin(self, feeder: Feeder, update: int) -> None:
        """Makes the file ready for a run that goes on after `update` updates: lines of later ones,
        which were trained and then lost, are taken out.

        Raises:
            OptionError: There is another file at the path.
        """
        self._feeder = feeder
        self._found.clear()
        lines: list[str] = []
        if self.path.exists():
            with open(self.path, encoding="utf-8") as file:
                if _parsed(file.readline()) != _HEADER:
                    raise OptionError(f"record_losses: {self.path} is another file; it is left alone")
                # The last line of a run that was killed may be half a line.
                lines = [
                    line for line in file
                    if update and line.endswith("\n") and _parsed(line).get("step", update + 1) <= update]
        with replacing(self.path) as target:
            target.write((json.dumps(_HEADER) + "\n" + "".join(lines)).encode())

    def add(self, step: int, update: int, inputs: Batch, outputs: Any) -> None:
        """Notes the losses of a batch: `outputs` are the model's, `inputs` what it was given."""
        import torch

        with torch.no_grad():
            losses, trained = _token_losses(inputs, outputs)
            segments = (inputs["position_ids"].reshape(-1) == 0).cumsum(0) - 1
            # As many places as tokens: how many segments there are would be waited for.
            sums = torch.zeros(len(segments), dtype=torch.float32, device=losses.device)
            sums.index_add_(0, segments, losses)
            counts = torch.zeros_like(sums).index_add_(0, segments, trained.to(sums.dtype))
        self._found.append((step, update, sums, counts))
        if len(self._found) >= self._interval:
            self.write()

    def write(self) -> None:
        """Writes what was noted; the only place that waits for the device."""
        if not self._found or self._feeder is None:
            return
        import torch

        found = list(self._found)
        self._found.clear()
        sums = torch.stack([each[2] for each in found]).cpu().tolist()
        counts = torch.stack([each[3] for each in found]).cpu().tolist()
        lines: list[str] = []
        for (step, update, _, _), sum_of, count_of in zip(found, sums, counts):
            lines += self._lines(step, update, sum_of, count_of)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write("".join(lines))

    def _lines(
        self, step: int, update: int, sums: list[float], counts: list[float]
    ) -> Iterator[str]:
        feeder = self._feeder
        assert feeder is not None
        segment = 0
        for records in feeder.records(step):
            for record in records:
                count = int(counts[segment])
                if count:
                    yield json.dumps({
                        "data_set": record.data_set, "file": record.file, "line": record.line,
                        "token_start": record.token_start, "loss": _number(sums[segment] / count),
                        "trained_tokens": count, "epoch": step // len(feeder), "step": update,
                    }, ensure_ascii=False) + "\n"
                segment += 1
            used = sum(record.token_count for record in records)
            # Padding is a segment of its own.
            segment += used < feeder.row_length


def _token_losses(inputs: Batch, outputs: Any) -> tuple[Any, Any]:
    """The loss of each token of a batch, 0 where it is not trained, and whether it is; both flat."""
    import torch

    labels = inputs["labels"].reshape(-1)
    # The first token of a row has no label, so that rows may be taken one after the other.
    trained = labels != -100
    losses = torch.zeros(len(labels), dtype=torch.float32, device=labels.device)
    log_probs = getattr(outputs, "log_probs", None)
    if log_probs is not None:
        # TRL 1.16's fused head: [rows, tokens - 1], at each token that of the next.
        rows = losses.view(log_probs.shape[0], -1)
        rows[:, 1:] = -log_probs.detach()[:, : rows.shape[1] - 1].float()
        return losses * trained, trained
    logits = outputs["logits"] if isinstance(outputs, dict) else getattr(outputs, "logits", None)
    if logits is None:
        raise OptionError("record_losses: the model gives neither logits nor log_probs")
    logits = logits.detach().reshape(len(labels), -1)
    for first in range(0, len(labels) - 1, _CHUNK):
        last = min(first + _CHUNK, len(labels) - 1)
        losses[first + 1 : last + 1] = torch.nn.functional.cross_entropy(
            logits[first:last].float(), labels[first + 1 : last + 1], reduction="none",
            ignore_index=-100)
    return losses, trained


def _number(loss: float) -> float | None:
    """JSON has no NaN."""
    return loss if math.isfinite(loss) else None


def _parsed(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise StateError(f"record_losses: expected a line of JSON, found {line!r:.80}: {error}") from None
    return found if isinstance(found, dict) else {}
