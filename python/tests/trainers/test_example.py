"""examples/python/sft.py, run as a user runs it, and once more after it has ended."""
from __future__ import annotations

import subprocess
import sys

from conftest import REPOSITORY, llama, load_tokenizer


def test_fine_tuning_and_again(packed, tmp_path):
    llama().save_pretrained(tmp_path / "model")
    load_tokenizer(pad_token=None).save_pretrained(tmp_path / "model")
    command = [sys.executable, REPOSITORY / "examples/python/sft.py", packed, tmp_path / "model"]
    for _ in range(2):
        ended = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        (checkpoint,) = (tmp_path / "trained").glob("checkpoint-*")
        assert (checkpoint / "feeder.json").exists()
        assert (tmp_path / "trained/model.safetensors").exists()
    # The second run had nothing left to do.
    assert "'loss'" not in ended.stdout
