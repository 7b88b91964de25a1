"""Batches of training rows from a prep data set, for PyTorch, transformers and TRL."""
from .dataset import PrepDataset
from .errors import (
    AllLeasedError, ClosedError, DataError, FeederError, ForkedError, MismatchError, OptionError,
    StateError,
)
from .feeder import Batch, Feeder, validation

__version__ = "0.2.0"
__all__ = [
    "AllLeasedError", "Batch", "ClosedError", "DataError", "Feeder", "FeederError", "ForkedError",
    "MismatchError", "OptionError", "PrepDataset", "StateError", "__version__",
    "validation",
]
