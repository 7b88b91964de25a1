"""A feeder as torch's DataLoader takes it, for trainers that make the DataLoader themselves."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch.utils.data

from .errors import ForkedError
from .feeder import Batch, Feeder

__all__ = ["FeederDataset"]


class FeederDataset(torch.utils.data.IterableDataset):  # type: ignore[misc, unused-ignore]
    """The batches of a feeder: ``DataLoader(FeederDataset(feeder), batch_size=None)``.

    ``batch_size=None`` because batches come whole; ``num_workers`` stays 0, since a feeder belongs to
    the process that made it and its thread already works beside the training. ``state_dict`` and
    ``load_state_dict`` are those of the feeder, which is what torchdata's StatefulDataLoader saves.

    Raises:
        ForkedError: While iterating, with workers.
    """

    def __init__(self, feeder: Feeder) -> None:
        self.feeder = feeder

    def __len__(self) -> int:
        return len(self.feeder)

    def __iter__(self) -> Iterator[Batch]:
        if torch.utils.data.get_worker_info() is not None:
            raise ForkedError(
                "the feeder belongs to the process that made it: give the DataLoader num_workers=0")
        return iter(self.feeder)

    def state_dict(self) -> dict[str, Any]:
        return self.feeder.state_dict()

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.feeder.load_state_dict(state)
