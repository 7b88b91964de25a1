"""Runs `prep doctor` as a user does, and reads what it says."""
from __future__ import annotations

import json
import os
import pathlib
import subprocess
from dataclasses import dataclass

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
PREP = os.environ["PREP"]
SCHEMA = json.loads((ROOT / "docs/schemas/doctor.schema.json").read_text())
# Variables that say which Python, GPU or token there is: each test sets its own.
OWN = ("VIRTUAL_ENV", "CONDA_PREFIX", "PREP_PYTHON", "HF_HOME", "HF_TOKEN", "HF_HUB_CACHE",
       "HUGGING_FACE_HUB_TOKEN", "HUGGINGFACE_HUB_CACHE", "LD_LIBRARY_PATH", "COLAB_RELEASE_TAG")


@dataclass
class Said:
    status: int
    text: str
    errors: str


def run(*options, cwd=None, input=None, **variables):
    """`prep doctor` with these options, in an environment with these variables."""
    environment = {name: value for name, value in os.environ.items() if name not in OWN}
    said = subprocess.run(
        [PREP, "doctor", *map(str, options)], capture_output=True, text=True, cwd=cwd, input=input,
        env={**environment, **variables})
    assert said.returncode in (0, 1), said
    assert not any(sign < " " and sign != "\n" for sign in said.stdout), "a control character"
    return Said(said.returncode, said.stdout, said.stderr)


def screen(*options, **variables):
    """What is shown, on which no line is wider than the screen."""
    said = run(*options, **variables)
    assert max(map(len, said.text.splitlines()), default=0) <= 80, said.text
    return said


class Findings(list):
    """What was found, as `--json` has it."""

    def __init__(self, document):
        super().__init__(
            {**finding, "check": check["name"]}
            for check in document["checks"] for finding in check["findings"])
        self.document = document

    def of(self, status):
        return [finding for finding in self if finding["status"] == status]

    def rules(self):
        return {finding["rule"] for finding in self if finding["rule"]}

    def one(self, check, subject):
        (found,) = [finding for finding in self
                    if (finding["check"], finding["subject"]) == (check, subject)]
        return found

    def that(self, part):
        """The finding whose text or symptom has `part`."""
        (found,) = [finding for finding in self
                    if part in finding["text"] or part in (finding["symptom"] or "")]
        return found


def findings(*options, **variables):
    said = run(*options, "--json", **variables)
    document = json.loads(said.text)
    jsonschema.validate(document, SCHEMA)
    found = Findings(document)
    assert document["failures"] == len(found.of("fail"))
    assert document["warnings"] == len(found.of("warn"))
    assert said.status == (1 if found.of("fail") else 0)
    return found


@pytest.fixture(scope="session")
def environments():
    names = {"as-written": "AS_WRITTEN", "before": "BEFORE", "mended": "MENDED", "trl-1.16": "TRL_1_16"}
    return {name: os.environ["DOCTOR_" + variable] for name, variable in names.items()}


@pytest.fixture(scope="session")
def data_set(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "set"
    subprocess.run(
        [PREP, "build", ROOT / "fixtures/documents", "--output", folder, "--quiet",
         "--sequence-length", "512"], check=True, stdout=subprocess.DEVNULL)
    return folder
