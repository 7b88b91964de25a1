"""GPU, tokenizer, symptoms, and whether a model fits a data set."""
from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess

import jsonschema
import pytest
from conftest import SCHEMA, findings, run, screen

FAKE = {"LD_LIBRARY_PATH": os.environ["FAKE_DRIVER"]}
TOKENIZER = pathlib.Path(os.environ["LLAMA_TOKENIZER"])


# MARK: GPU, by a driver that plays one


def test_no_gpu_is_a_note():
    found = findings(PATH="/nowhere")
    assert found.one("gpu", "driver")["status"] == "note"


def test_a_gpu():
    found = findings(PATH="/nowhere", **FAKE)
    assert found.one("gpu", "driver")["value"]["cuda"] == "12.4"
    device = found.one("gpu", "device 0")
    assert device["status"] == "ok" and device["value"] == {
        "name": "Fake A100-SXM4-40GB", "bytes": 42_410_000_000, "free_bytes": 42_010_000_000,
        "compute_capability": "8.0"}
    assert found.one("gpu", "pinned memory")["value"] is True
    assert found.one("gpu", "QLoRA")["value"] > 1


def test_a_driver_without_a_device():
    found = findings(PATH="/nowhere", FAKECUDA_INIT="100", **FAKE)
    assert found.one("gpu", "device")["status"] == "note"


def test_a_driver_that_refuses():
    found = findings(PATH="/nowhere", FAKECUDA_INIT="803", **FAKE)
    driver = found.one("gpu", "driver")
    assert driver["status"] == "fail"
    assert driver["symptom"] == "cuInit returned 803 (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)"


def test_memory_that_cannot_be_pinned():
    found = findings(PATH="/nowhere", FAKECUDA_REFUSES_PINNING="1", **FAKE)
    assert found.one("gpu", "pinned memory")["status"] == "warn"


def test_several_devices_of_which_one_is_old(environments):
    found = findings(
        "--python", environments["trl-1.16"], FAKECUDA_DEVICES="2", FAKECUDA_COMPUTE="75",
        FAKECUDA_NAME="Tesla T4", FAKECUDA_MEGABYTES="15800", **FAKE)
    assert found.one("gpu", "device 1")["value"]["name"] == "Tesla T4"
    assert {"no-bf16", "torch-without-cuda"} <= found.rules()
    assert found.that("Torch not compiled with CUDA enabled")["status"] == "fail"


def test_a_driver_older_than_torch(environments):
    found = findings("--python", environments["as-written"], FAKECUDA_VERSION="11080", **FAKE)
    # PyPI's torch 2.4.0 brings CUDA 12.1.
    old = found.that("The NVIDIA driver on your system is too old")
    assert old["rule"] == "driver-too-old-12" and "torch with CUDA 12.1" in old["text"]
    found = findings("--python", environments["as-written"], FAKECUDA_VERSION="12020", **FAKE)
    assert "driver-too-old-12" not in found.rules()


# MARK: Tokenizer


def test_the_tokenizer_and_its_ids():
    found = findings(PATH="/nowhere")
    assert found.one("tokenizer", "sha256")["value"].startswith("82e9d31979e92ab9")
    assert found.one("golden_ids", "ids")["text"] == "11 of 11 texts as tiktoken's"
    found = findings("--tokenizer", TOKENIZER / "tokenizer.json", PATH="/nowhere")
    assert found.one("golden_ids", "ids")["status"] == "ok"


def test_a_tokenizer_that_is_missing_or_damaged(tmp_path):
    found = findings(PATH="/nowhere", XDG_CACHE_HOME=str(tmp_path))
    missing = found.one("tokenizer", "file")
    assert missing["status"] == "fail" and missing["mend"]["commands"] == ["prep setup"]
    (tmp_path / "prep").mkdir()
    (tmp_path / "prep/tokenizer.model").write_text("IQ== 0\nIg== 2\n")
    found = findings(PATH="/nowhere", XDG_CACHE_HOME=str(tmp_path))
    assert "line 2: expected rank 1" in found.one("tokenizer", "file")["symptom"]


# MARK: Symptoms


@pytest.mark.parametrize("message, words", [
    ("ValueError: `rope_scaling` must be a dictionary with two fields, `type` and `factor`, got {…}",
     ["transformers reads them from 4.43.0 on", "pip install 'transformers>=4.43'"]),
    ("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB.",
     ["accumulation 8", "gradient_checkpointing=True", "rows of 1,024 tokens", "prep plan-memory"]),
    ("401 Client Error: Unauthorized for url: https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct",
     ["hf auth login", "Accept the licence"]),
    ("ImportError: cannot import name 'AutoModel' from 'transformers'", ["restart the runtime"]),
    ("ERROR: Cannot install tokenizers==0.21.0 and transformers==4.46.3 because these package versions "
     "have conflicting dependencies.", ["Leave tokenizers out of the list"]),
    ("torch 2.4.0 is there; you have torch 2.4.0 which is incompatible", ["Restart the runtime"]),
])
def test_an_error_message_is_answered(message, words):
    said = screen("--symptom", message)
    assert said.status == 0
    plain = " ".join(said.text.replace("\\\n", "").split())
    for word in words:
        assert word in plain, said.text


def test_a_traceback_is_read_from_standard_input():
    said = run("--symptom", "-", input="Traceback …\nImportError: cannot import name 'HybridCache' from x\n")
    assert said.status == 0 and "peft>=0.18" in said.text


def test_an_unknown_message():
    said = run("--symptom", "Segmentation fault")
    assert said.status == 1 and said.text == "" and "nothing is known of that message" in said.errors


def test_answers_as_json():
    for message, count in (("CUDA out of memory", 1), ("Segmentation fault", 0)):
        document = json.loads(run("--symptom", message, "--json").text)
        jsonschema.validate(document, SCHEMA)
        assert len(document["rules"]) == count


def test_the_schema_can_fail():
    document = json.loads(run("--json", PATH="/nowhere").text)
    document["checks"][0]["findings"][0]["status"] = "good"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


# MARK: Data set and model


@pytest.fixture
def model(tmp_path):
    """A model's small files as Llama 3.1 Instruct has them, with the stock chat template."""
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copy(TOKENIZER / "tokenizer.json", folder)
    shutil.copy(TOKENIZER / "oracle/llama3_1.jinja", folder / "chat_template.jinja")
    (folder / "tokenizer_config.json").write_text("{}")
    (folder / "config.json").write_text(json.dumps(
        {"vocab_size": 128256, "max_position_embeddings": 131072, "eos_token_id": [128001, 128008, 128009]}))
    (folder / "generation_config.json").write_text(json.dumps({"eos_token_id": [128001, 128008, 128009]}))
    return folder


def edit(path, **changes):
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def compared(data_set, model, **variables):
    found = findings("--data", data_set, "--model", model, PATH="/nowhere", **variables)
    return {finding["subject"]: finding for finding in found if finding["check"] == "model"}


def test_a_model_that_fits(data_set, model):
    found = compared(data_set, model)
    assert {subject: finding["status"] for subject, finding in found.items()} == dict.fromkeys(
        ["data set", "model", "tokenizer", "vocabulary", "template", "padding id", "end of turn",
         "row length"], "ok"), found


def test_models_that_do_not_fit(data_set, model):
    edit(model / "config.json", vocab_size=128000)
    edit(model / "generation_config.json", eos_token_id=128001)
    edit(model / "tokenizer_config.json", pad_token="<|eot_id|>")
    found = compared(data_set, model)
    for subject in ("vocabulary", "end of turn", "padding id"):
        assert found[subject]["status"] == "fail", subject
    assert "does not stop" in found["end of turn"]["symptom"]


def test_another_template(data_set, model):
    template = model / "chat_template.jinja"
    text = template.read_text()
    # In the other place where it may be, as it is.
    template.unlink()
    edit(model / "tokenizer_config.json", chat_template=text)
    assert compared(data_set, model)["template"]["status"] == "ok"
    template.write_text(text + "{# mine #}")
    found = compared(data_set, model)
    assert found["template"]["status"] == "warn"
    (command,) = found["template"]["mend"]["commands"]
    assert "prep_feeder.check" in command and str(data_set) in command


def test_another_tokenizer(data_set, model):
    path = model / "tokenizer.json"
    document = json.loads(path.read_text())
    vocabulary = document["model"]["vocab"]
    vocabulary["Hello"], vocabulary["World"] = vocabulary["World"], vocabulary["Hello"]
    path.write_text(json.dumps(document))
    assert compared(data_set, model)["tokenizer"]["status"] == "fail"


def test_merges_that_an_early_tokenizers_cannot_read(data_set, model, environments):
    path = model / "tokenizer.json"
    document = json.loads(path.read_text())
    document["model"]["merges"] = [
        merge.split(" ") if isinstance(merge, str) else merge for merge in document["model"]["merges"]]
    path.write_text(json.dumps(document))
    found = findings("--data", data_set, "--model", model, "--python", environments["before"])
    assert "tokenizer-json-pairs" in found.rules()
    said = subprocess.run(
        [environments["before"], "-c", "import sys; from tokenizers import Tokenizer; "
         "Tokenizer.from_file(sys.argv[1])", path], capture_output=True, text=True)
    assert "did not match any variant of untagged enum ModelWrapper" in said.stderr


def test_a_name_on_the_hub_is_looked_for_in_the_cache_alone(data_set, model, tmp_path):
    name = "meta-llama/Llama-3.1-8B-Instruct"
    home = {"HF_HOME": str(tmp_path / "hf")}
    found = compared(data_set, name, **home)
    assert found["model"]["status"] == "warn" and "not in the Hub's cache" in found["model"]["text"]
    assert found["model"]["mend"]["commands"] == [f"hf download {name} --include '*.json'"]
    folder = tmp_path / "hf/hub" / ("models--" + name.replace("/", "--"))
    (folder / "refs").mkdir(parents=True)
    (folder / "refs/main").write_text("0" * 40)
    (folder / "snapshots").mkdir()
    shutil.move(model, folder / "snapshots" / ("0" * 40))
    found = compared(data_set, name, **home)
    assert found["model"]["status"] == found["template"]["status"] == "ok"


def test_what_is_no_data_set(model, tmp_path):
    found = compared(tmp_path, model)
    assert found["data set"]["status"] == "fail" and "no data set here" in found["data set"]["symptom"]


def test_the_token_is_not_shown(tmp_path):
    said = run("--json", PATH="/nowhere", HF_TOKEN="hf_secret_of_somebody")
    assert "hf_secret" not in said.text and "is set, by HF_TOKEN" in said.text
