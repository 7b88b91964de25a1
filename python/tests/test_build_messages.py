"""What a build says of records that it left out, which a training run would miss."""
import json
import subprocess

from conftest import PREP


def _build(folder, records, *options):
    data = folder / "data.jsonl"
    data.write_text("".join(
        json.dumps({"messages": [
            {"role": "user", "content": f"Say {number}"},
            {"role": "assistant", "content": "word " * words}]}) + "\n"
        for number, words in enumerate(records)))
    ended = subprocess.run(
        [PREP, "build", data, "--output", folder / "out", "--sequence-length", "128", *options],
        capture_output=True, text=True)
    return ended.returncode, ended.stdout, ended.stderr


def test_most_records_are_too_long(tmp_path):
    status, said, _ = _build(tmp_path, [5, 500, 500])
    assert status == 0
    assert "most records are longer than a row of 128 tokens" in said
    assert "--sequence-length" in said and "--max-dropped" in said


def test_a_build_that_may_not_drop_them_ends_with_3(tmp_path):
    status, said, error = _build(tmp_path, [5, 500, 500], "--max-dropped", "50%")
    assert status == 3
    assert "is written, but does not pass" in said and "more than --max-dropped 50% allows" in error


def test_a_few_that_are_too_long_are_figures_alone(tmp_path):
    status, said, _ = _build(tmp_path, [5, 5, 500])
    assert status == 0 and "too_long 1" in said and "most records" not in said


def test_a_split_that_was_asked_for_and_has_no_rows(tmp_path):
    status, said, _ = _build(tmp_path, [5] * 50, "--validation", "0.1%")
    assert status == 0 and "the split validation has no rows" in said
    status, said, _ = _build(tmp_path, [5] * 50, "--validation", "5", "--overwrite")
    assert status == 0 and "no rows" not in said
