"""The words for real environments: the list of the matrix as it is copied, mended, newer, and none."""
from __future__ import annotations

import pathlib
import shlex
import subprocess
import sys

import pytest
from conftest import ROOT, findings, run, screen

HERE = ROOT / "Tests/System/doctor"


def listed(name):
    lines = (HERE / f"{name}.txt").read_text().split()
    return dict(line.split("==") for line in lines)


# MARK: (a) as it is written


def test_the_list_as_it_is_written(environments):
    found = findings("--python", environments["as-written"])
    for package, version in listed("as-written").items():
        known = [finding["value"] for finding in found
                 if finding["check"] == "packages" and finding["subject"] == package]
        assert version in known, package
    tokenizers = found.that("tokenizers>=0.20,<0.21 is required for a normal functioning")
    assert tokenizers["status"] == "fail" and tokenizers["symptom"].endswith("found tokenizers==0.21.0")
    assert tokenizers["mend"]["commands"] == [
        f"{environments['as-written']} -m pip install 'tokenizers>=0.20,<0.21'"]
    hub = found.that("huggingface-hub>=0.23.2,<1.0 is required")
    assert hub["status"] == "fail" and "found huggingface_hub==2.4.0" in hub["symptom"]
    # PyPI's torch without the libraries of CUDA that it needs.
    torch = found.that("nvidia-cublas-cu12")
    assert torch["subject"] == "torch" and torch["status"] == "fail"
    assert "cannot open shared object file" in torch["symptom"]
    assert {"langdetect-unseeded", "tensorboard-pkg-resources"} & found.rules() == {"langdetect-unseeded"}
    # transformers 4.46.3 itself reads Llama 3.1.
    assert "llama31-rope-scaling" not in found.rules()


def test_the_screen_for_it(environments):
    said = screen("--python", environments["as-written"])
    assert said.status == 1
    assert "  FAIL  transformers" in said.text
    assert "things will fail" in said.text and "prep doctor --fix prints" in said.text


# MARK: What it upgrades from


def test_the_versions_before(environments):
    found = findings("--python", environments["before"])
    rope = found.that("`rope_scaling` must be a dictionary with two fields, `type` and `factor`")
    assert rope["status"] == "fail" and rope["rule"] == "llama31-rope-scaling"
    assert rope["text"] == "transformers 4.41.0"
    assert rope["mend"]["commands"] == [
        f"{environments['before']} -m pip install 'transformers>=4.43'"]
    # What is to be replaced binds nobody: no command holds on to 4.41's tokenizers.
    assert not any(
        word.startswith("tokenizers") and word != "tokenizers"
        for command in found.document["fix"] for word in shlex.split(command))


# MARK: (b) mended


def test_the_list_mended(environments):
    found = findings("--python", environments["mended"])
    assert found.of("fail") == []
    assert found.rules() == {
        # The trainers' torch is 2.13; with the list's own 2.4.0 this one is silent.
        "rng-state-weights-only", "bitsandbytes-without-gpu", "langdetect-unseeded"}
    assert found.one("requirements", "all")["status"] == "ok"
    said = screen("--python", environments["mended"])
    assert said.status == 0 and "Nothing will fail, 1 warning." in said.text


@pytest.fixture
def broken(environments, tmp_path):
    """The mended environment with tokenizers of the list put over it."""
    home = tmp_path / "broken"
    subprocess.run([environments["mended"], "-m", "venv", home], check=True)
    (site,) = home.glob("lib/python*/site-packages")
    code = "import sys; print('\\n'.join(path for path in sys.path if 'site-packages' in path))"
    (site / "base.pth").write_text(subprocess.run(
        [environments["mended"], "-c", code], capture_output=True, text=True, check=True).stdout)
    install(home / "bin/python", "tokenizers==0.21.0")
    return home / "bin/python"


def install(python, *requirements):
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", *requirements], check=True)


def test_transformers_says_what_doctor_said(broken):
    (finding,) = findings("--python", broken).of("fail")
    said = subprocess.run(
        [broken, "-c", "import transformers"], capture_output=True, text=True)
    assert said.returncode == 1
    assert finding["symptom"] in said.stderr, said.stderr


def test_the_commands_mend_it(broken):
    """What --fix prints, run by a shell, makes of a broken environment one that is not."""
    install(broken, "huggingface-hub==2.4.0")
    assert len(findings("--python", broken).of("fail")) >= 2
    script = screen("--python", broken, "--fix")
    assert script.status == 1
    lines = script.text.replace(" \\\n", " ").splitlines()
    commands = [shlex.split(line) for line in lines if not line.startswith("#")]
    assert commands and all(words[:4] == [str(broken), "-m", "pip", "install"] for words in commands)
    subprocess.run(["sh", "-e"], input=script.text, text=True, check=True, stdout=subprocess.DEVNULL)
    mended = findings("--python", broken)
    assert mended.of("fail") == [], mended.of("fail")
    versions = {finding["subject"]: finding["value"] for finding in mended if finding["value"]}
    assert versions["tokenizers"] == "0.20.3"
    assert versions["huggingface-hub"].startswith("0.")
    said = subprocess.run([broken, "-c", "import transformers"], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


# MARK: (c) TRL 1.16


def test_the_newest_stack(environments):
    found = findings("--python", environments["trl-1.16"])
    assert found.of("fail") == []
    assert found.rules() == {
        "trl-max-length", "trainer-tokenizer-argument", "bitsandbytes-without-gpu"}
    assert not found.of("warn")
    note = found.that("unexpected keyword argument 'max_seq_length'")
    assert note["status"] == "note" and "SFTConfig(max_length=2048" in note["mend"]["advice"]
    assert {"trl": "1.16.0", "transformers": "5.24.0"}.items() <= {
        finding["subject"]: finding["value"] for finding in found
        if isinstance(finding["value"], str)}.items()
    assert screen("--python", environments["trl-1.16"]).status == 0


def test_a_version_that_was_asked_for(environments):
    found = findings(
        "--python", environments["trl-1.16"], "--expect", "torch==2.4.0+cu118", "--expect", "trl==1.16.0")
    torch = found.that("torch==2.4.0+cu118 was asked for, and 2.13.0+cpu is there")
    assert torch["status"] == "warn" and "Colab" in torch["reason"]
    assert "Restart the runtime" in torch["mend"]["advice"]
    assert found.that("as asked for (trl==1.16.0)")["status"] == "ok"


# MARK: (d) none


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    home = tmp_path_factory.mktemp("empty") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    return home


def test_no_packages(empty):
    found = findings(VIRTUAL_ENV=str(empty))
    assert found.one("python", "interpreter")["text"] == f"{empty}/bin/python, by VIRTUAL_ENV"
    assert found.of("fail") == []
    trainer = found.one("packages", "trainer")
    assert trainer["status"] == "warn" and "torch, transformers, accelerate" in trainer["text"]
    assert trainer["symptom"] == "ModuleNotFoundError: No module named 'torch'"
    assert "data can be prepared" in trainer["reason"]


def test_no_python_at_all():
    found = findings(PATH="/nowhere")
    python = found.one("python", "interpreter")
    assert python["status"] == "note" and python["text"] == "python3 is not in PATH"
    assert "data is prepared without Python" in python["reason"]
    assert {finding["check"] for finding in found}.isdisjoint({"packages", "requirements"})
    said = screen(PATH="/nowhere")
    assert said.status == 0 and "Nothing is wrong." in said.text


def test_an_environment_that_is_gone():
    found = findings(VIRTUAL_ENV="/nowhere/venv")
    python = found.one("python", "interpreter")
    assert python["status"] == "fail" and "/nowhere/venv/bin/python is not there" in python["text"]
    found = findings("--python", "python9.9")
    assert found.one("python", "interpreter")["text"].startswith("python9.9 is not in PATH")


def test_a_python_that_never_answers(tmp_path):
    path = tmp_path / "python"
    path.write_text("#!/bin/sh\nsleep 1000\n")
    path.chmod(0o755)
    found = findings("--python", path)
    python = found.one("python", "interpreter")
    assert python["status"] == "fail" and "gave no answer within 30 seconds" in python["text"]


def test_a_file_in_the_way_of_a_package(environments, tmp_path):
    (tmp_path / "transformers.py").touch()
    (tmp_path / "wandb").mkdir()
    found = findings("--python", environments["trl-1.16"], cwd=tmp_path)
    (shadow,) = found.of("warn")
    assert shadow["text"] == "transformers.py in this directory stands in its place"


def test_old_pythons_are_said_to_be_old():
    for version in ("2.7", "3.6", "3.7", "3.9"):
        python = next(
            (path for path in pathlib.Path.home().glob(f".pyenv/versions/{version}.*/bin/python")), None)
        if python is None:
            continue
        found = findings("--python", python)
        assert found.one("python", "version")["value"].startswith(version)
        if version == "3.9":
            assert "python-too-old" in found.rules()
        else:
            assert found.one("python", "packages")["text"].startswith("cannot be listed")


def test_nothing_is_imported(tmp_path, environments):
    """A package that ends the process when it is imported is listed all the same."""
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch/__init__.py").write_text("raise SystemExit('imported')")
    info = tmp_path / "torch-9.9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: torch\nVersion: 9.9\n")
    found = findings("--python", environments["trl-1.16"], PYTHONPATH=str(tmp_path))
    assert found.one("packages", "torch")["value"] == "9.9"


def test_usage_is_told_from_what_fails():
    for options in (["--fix", "--json"], ["--expect", "a;b"], ["--symptom", "x", "--fix"]):
        with pytest.raises(AssertionError, match="returncode=2"):
            run(*options)
