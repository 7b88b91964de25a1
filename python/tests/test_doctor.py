"""`python -m prep_feeder doctor`: the command, which looks at this very Python."""
import json
import os
import subprocess
import sys

import pytest
from conftest import PREP


def doctor(*options, module="prep_feeder"):
    return subprocess.run(
        [sys.executable, "-m", module, *options], capture_output=True, text=True,
        env={**os.environ, "PREP_COMMAND": PREP, "VIRTUAL_ENV": "/nowhere"})


def findings(said, check):
    (found,) = [part for part in json.loads(said.stdout)["checks"] if part["name"] == check]
    return found["findings"]


def test_this_interpreter_is_looked_at():
    said = doctor("doctor", "--json")
    assert said.returncode in (0, 1), said.stderr
    (interpreter,) = [
        found for found in findings(said, "python") if found["subject"] == "interpreter"]
    assert interpreter["status"] == "ok" and "--python" in interpreter["text"]
    versions = {found["subject"]: found["value"] for found in findings(said, "packages")}
    import numpy

    assert versions["numpy"] == numpy.__version__


@pytest.mark.parametrize("options", [["--python", "/nowhere/python"], ["--python=/nowhere/python"]])
def test_another_interpreter_can_be_named(options):
    said = doctor("doctor", *options)
    assert said.returncode == 1
    assert "FAIL  interpreter" in said.stdout and "/nowhere/python is not there" in said.stdout


def test_a_symptom_is_looked_up():
    said = doctor("doctor", "--symptom", "CUDA out of memory")
    assert said.returncode == 0 and "accumulation 8" in said.stdout


@pytest.mark.parametrize("arguments", [[], ["build"], ["--help"]])
def test_nothing_else_is_run(arguments):
    said = doctor(*arguments)
    assert said.returncode == 1 and said.stderr.startswith("usage: python -m prep_feeder doctor")
