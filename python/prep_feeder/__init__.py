"""Batches of training rows from a prep data set, for PyTorch, transformers and TRL.

`build` makes a data set by the command `prep`, which the package brings. `Feeder` gives batches to
a trainer, `validation` every row of a split once, `PrepDataset` single rows; `check` refuses a
tokenizer or model of another kind. `prep_feeder.hf` has views for Hugging Face datasets,
`prep_feeder.parquet` an export.
"""
from ._build import BuildError, BuildResult, build
from ._check import check
from ._validation import validation
from .dataset import PrepDataset
from .errors import (
    AllLeasedError,
    ClosedError,
    DataError,
    FeederError,
    ForkedError,
    MismatchError,
    OptionError,
    StateError,
)
from .feeder import Batch, Feeder
from .records import Record

__version__ = "0.4.0"
__all__ = [
    "AllLeasedError", "Batch", "BuildError", "BuildResult", "ClosedError", "DataError", "Feeder",
    "FeederError", "ForkedError", "MismatchError", "OptionError", "PrepDataset", "Record", "StateError",
    "__version__", "build", "check", "validation",
]
