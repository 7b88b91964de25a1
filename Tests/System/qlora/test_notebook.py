"""examples/colab.ipynb, all cells as they stand, with a tiny model on the processor."""
from __future__ import annotations

import json
import os
from pathlib import Path

import conftest
import nbformat
from nbclient import NotebookClient

NOTEBOOK = conftest.REPOSITORY / "examples/colab.ipynb"


def test_all_cells(model_folder, tmp_path, monkeypatch):
    wheel = Path(os.environ["WHEEL"])
    settings = {
        # The stack is there; the wheel alone is installed, into a folder that goes first.
        "PACKAGES": str(wheel), "PIP_TARGET": str(tmp_path / "installed"), "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1", "PYTHONPATH": str(tmp_path / "installed"),
        "DATA": str(conftest.RECORDS), "MODEL": str(model_folder), "OUTPUT": "trained",
        "SEQUENCE_LENGTH": "256", "MAX_STEPS": "2"}
    # There before the kernel starts, or Python would not look into it again.
    (tmp_path / "installed").mkdir()
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PREP_COMMAND", raising=False)
    monkeypatch.delenv("PREP_FEEDER_LIBRARY", raising=False)
    monkeypatch.chdir(tmp_path)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert (tmp_path / "installed/prep_feeder/libgpufeeder.so").exists()
    assert "records_kept=" in str(notebook.cells[3].outputs)
    assert len(conftest.adapter(tmp_path / "trained")) == 16
    state = json.loads((tmp_path / "trained/checkpoint-2/trainer_state.json").read_text())
    assert state["global_step"] == 2
    assert state["log_history"][1]["data/rows"] == 8
    assert list((tmp_path / "trained").glob("runs/*/events.out.tfevents.*"))


def test_what_is_stored_has_no_outputs():
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        assert not cell.get("outputs") and not cell.get("execution_count")
