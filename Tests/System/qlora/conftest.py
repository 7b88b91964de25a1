"""The example, run as a user runs it, and folders of tiny models; see run.sh."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import transformers

REPOSITORY = Path(__file__).parents[3]
EXAMPLE = REPOSITORY / "examples/qlora"
RECORDS = REPOSITORY / "fixtures/documents/instructions.jsonl"
IS_OLD = transformers.__version__.startswith("4.")
sys.path.insert(0, str(EXAMPLE))
# transformers 4.46 keeps numpy's random state in a checkpoint; these are the tests' own.
os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"


def command(*arguments):
    return [sys.executable, "-u", EXAMPLE / "train.py", *map(str, arguments)]


def train(*arguments, **environment):
    """Runs train.py to its end; what it printed."""
    ended = subprocess.run(
        command(*arguments), capture_output=True, text=True, env={**os.environ, **environment})
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def history(output: Path) -> dict[int, dict]:
    """What was logged of the updates of a run, by their numbers."""
    state = json.loads((output / "trainer_state.json").read_text())
    return {entry["step"]: entry for entry in state["log_history"] if "loss" in entry}


def adapter(output: Path) -> dict:
    from safetensors.torch import load_file

    return load_file(output / "adapter/adapter_model.safetensors")


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory) -> Path:
    """A model as the Hub has it: configuration, weights, tokenizer and template."""
    import models

    folder = tmp_path_factory.mktemp("model")
    files = Path(os.environ["LLAMA_TOKENIZER"])
    models.tiny().save_pretrained(folder)
    transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(files / "tokenizer.json"), bos_token="<|begin_of_text|>",
        eos_token="<|eot_id|>", chat_template=(files / "oracle/llama3_1.jinja").read_text("utf-8"),
    ).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """A data set with few and short rows."""
    import prep_feeder

    folder = tmp_path_factory.mktemp("data") / "short"
    prep_feeder.build(RECORDS, folder, sequence_length=128, overlong="drop", progress=False)
    return folder
