"""The blocks of docs/TRAINING.md, run as they stand."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from conftest import IS_OLD, REPOSITORY, llama, load_tokenizer
from launch import free_port

TEXT = (REPOSITORY / "docs/TRAINING.md").read_text("utf-8")
pytestmark = pytest.mark.skipif(IS_OLD, reason="the guides are for TRL 1.16")


def _blocks(kind):
    """The blocks of a kind, by the heading that they stand under."""
    found = {}
    for section in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]:
        for block in re.findall(rf"^```{kind}\n(.*?)^```$", section, re.DOTALL | re.MULTILINE):
            found.setdefault(section.splitlines()[0], []).append(block)
    return found


@pytest.fixture
def folder(packed, tmp_path):
    (tmp_path / "out").symlink_to(packed)
    llama().save_pretrained(tmp_path / "model")
    load_tokenizer(pad_token=None).save_pretrained(tmp_path / "model")
    return tmp_path


def _run(folder, *command):
    ended = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True,
        env={**os.environ, "DS_ACCELERATOR": "cpu"})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize("heading, made", [
    ("LoRA with PEFT", "adapter/adapter_config.json"), ("Predictions and metrics", None),
    ("A DataLoader of your own", None),
])
def test_blocks_of_python(folder, heading, made):
    (block,) = _blocks("python")[heading]
    _run(folder, "-c", block)
    if made is not None:
        assert (folder / made).exists()
        assert json.loads((folder / "trained/checkpoint-3/feeder.json").read_text())["rows"] == 12


def test_no_block_is_forgotten():
    assert sorted(_blocks("python")) == [
        "A DataLoader of your own", "LoRA with PEFT", "Predictions and metrics"]
    assert [len(blocks) for blocks in _blocks("yaml").values()] == [2]


@pytest.mark.parametrize("name", ["FSDP", "DEEPSPEED"])
def test_configuration_files(folder, name):
    if name == "DEEPSPEED":
        pytest.importorskip("deepspeed")
    (block,) = [text for text in _blocks("yaml")["Several devices"] if name in text]
    # The same on processors; a port that is free.
    (folder / "config.yaml").write_text(
        f"{block}use_cpu: true\nmain_process_port: {free_port()}\n", "utf-8")
    _run(folder, "-m", "accelerate.commands.launch", "--config_file", "config.yaml",
         REPOSITORY / "examples/python/sft.py", "out", "model")
    assert (folder / "trained/model.safetensors").exists()
    (checkpoint,) = (folder / "trained").glob("checkpoint-*")
    assert (checkpoint / "feeder.json").exists()
