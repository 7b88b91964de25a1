"""The example for Python, run as its text says."""
import json
import pathlib
import subprocess
import sys

from conftest import ROOT


def test_feed(data_set):
    said = subprocess.run(
        [sys.executable, ROOT / "examples/python/feed.py", data_set], check=True,
        capture_output=True, text=True).stdout
    manifest = json.loads((pathlib.Path(data_set) / "manifest.json").read_text("utf-8"))
    trained = next(s["trained_tokens"] for s in manifest["splits"] if s["name"] == "train")
    assert said.endswith(f" batches, {trained} trained tokens\n")
