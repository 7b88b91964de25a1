"""What `make gpu-test` trains on a device, with a tiny model on the processor: that it runs and passes."""
import argparse
import importlib
import json
import subprocess
import sys

import pytest
from conftest import IS_OLD, REPOSITORY

FOLDER = REPOSITORY / "Tests/System/gpu"


@pytest.mark.skipif(IS_OLD, reason="the devices' machines have transformers 5")
@pytest.mark.parametrize("check", ["packed", "bf16", "sft"])
def test_training_checks_pass_on_the_processor(packed, tmp_path, check):
    figures = tmp_path / "figures.json"
    said = subprocess.run(
        [sys.executable, FOLDER / "train.py", packed, "--tiny", "--steps", "1", "--only", check,
         "--json", figures],
        capture_output=True, text=True)
    assert said.returncode == 0 and f"passed  {check}" in said.stdout, said
    assert "failed" not in json.loads(figures.read_text())["results"][check]


@pytest.mark.skipif(IS_OLD, reason="the devices' machines have transformers 5")
def test_records_that_see_each_other_are_found(packed, monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    # The fixture has the module's name.
    checks = importlib.import_module("packed")
    failed = importlib.import_module("check").Failed

    # Without positions nothing keeps the records of a row apart.
    monkeypatch.setattr(checks.PackedAttention, "verify", lambda *_: None)
    monkeypatch.setattr(
        checks.PackedAttention, "complete",
        lambda _, batch: {"input_ids": batch["input_ids"], "use_cache": False})
    bench = checks.Bench(argparse.Namespace(data=packed, tiny=True, steps=1))
    with pytest.raises(failed, match="differs by"):
        checks.packed(bench)
