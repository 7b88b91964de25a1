"""From a row or a batch back to the records of the input that it is made of."""
from __future__ import annotations

import dataclasses
from typing import Any

__all__ = ["Record"]


@dataclasses.dataclass(frozen=True)
class Record:
    """A record of the input, as far as a row holds it.

    A row of a packed data set holds several. One that was cut (``--pack concat``, ``--overlong
    split`` or ``truncate``) stands in several rows, or not whole: `token_start` says where in the
    record the row's part begins.
    """

    #: The data set's directory.
    data_set: str
    split: str
    row: int
    #: The input file, as the build named it, and the line in it, from 1.
    file: str
    line: int
    #: The first of the record's tokens that are in the row.
    token_start: int
    #: Where its tokens stand in the row.
    first: int
    token_count: int

    @property
    def place(self) -> str:
        """``file:line``, which ``prep inspect DIRECTORY --source`` takes."""
        return f"{self.file}:{self.line}"

    def input_ids(self) -> Any:
        """Its tokens in the row, a numpy array; reads the row."""
        from .dataset import PrepDataset

        ids = PrepDataset(self.data_set, self.split)[self.row]["input_ids"]
        return ids[self.first : self.first + self.token_count]

    def text(self, tokenizer: Any) -> str:
        """Its text in the row, by the tokenizer of a model; reads the row."""
        return str(tokenizer.decode(self.input_ids().tolist()))
