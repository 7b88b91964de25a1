"""The four things that must work before a run is worth starting: the model loads, PEFT wraps it, the
data streams, the trainer starts. And the 8B model's shapes."""
from __future__ import annotations

import conftest
import pytest
import torch
from peft import get_peft_model

import models
import prep_feeder
from prep_feeder.attention import PackedAttention


def test_the_model_loads(model_folder):
    model = models.load(str(model_folder), in_four_bits=False)
    assert model.config.rope_scaling["factor"] == 8.0
    assert model.config.rope_scaling["rope_type"] == "llama3"
    assert model.get_input_embeddings().weight.shape == (128_256, 64)


needs_four_bits = pytest.mark.skipif(
    conftest.IS_OLD and not torch.cuda.is_available(),
    reason="transformers 4.46 loads 4 bits on a CUDA device, or with Intel's extension of torch, alone")


@needs_four_bits
def test_the_model_loads_in_four_bits(model_folder):
    model = models.load(str(model_folder), in_four_bits=True)
    layers = [layer for layer in model.modules() if type(layer).__name__ == "Linear4bit"]
    # Four of attention and three of the rest in each of two layers; the head stays as it is.
    assert len(layers) == 14
    assert all(layer.weight.quant_state.quant_type == "nf4" for layer in layers)
    assert all(layer.weight.dtype == torch.uint8 for layer in layers)


@needs_four_bits
def test_the_trial_run_leaves_gradients_to_four_bits(model_folder):
    def gradients(is_tried):
        torch.manual_seed(0)
        model = get_peft_model(models.load(str(model_folder), in_four_bits=True), models.lora())
        # Without dropout and with both matrices at work, so that every weight has a gradient.
        for name, weight in model.named_parameters():
            if "lora_B" in name:
                torch.nn.init.normal_(weight, std=0.1)
        for layer in model.modules():
            if isinstance(layer, torch.nn.Dropout):
                layer.p = 0.0
        model.train()
        if is_tried:
            PackedAttention(model).verify(model)
        ids = torch.arange(16)[None] * 101
        model(input_ids=ids, labels=ids, use_cache=False).loss.backward()
        return {name: weight.grad for name, weight in model.named_parameters() if weight.requires_grad}

    expected, found = gradients(False), gradients(True)
    assert len(expected) == 16
    for name, gradient in expected.items():
        assert gradient.abs().max() > 0, name
        torch.testing.assert_close(found[name], gradient)


def test_peft_wraps_it(model_folder):
    model = get_peft_model(models.load(str(model_folder), in_four_bits=False), models.lora())
    targets = {name.split(".")[-4] for name, weight in model.named_parameters() if weight.requires_grad}
    assert targets == {"q_proj", "k_proj", "v_proj", "o_proj"}
    # Of both layers; k and v have half of the width.
    assert model.get_nb_trainable_parameters()[0] == 2 * (2 * 64 * 128 + 2 * 64 * 96)
    config = model.peft_config["default"]
    assert (config.r, config.lora_alpha, config.lora_dropout, config.bias) == (64, 16, 0.1, "none")


def test_the_data_streams(data):
    manifest_rows = len(prep_feeder.PrepDataset(data))
    with prep_feeder.Feeder(data, 1, seed=1) as feeder:
        batches = list(feeder)
    assert len(batches) == manifest_rows > 10
    assert all(batch["input_ids"].shape == (1, 128) for batch in batches)
    assert max(int(batch["input_ids"].max()) for batch in batches) == 128_009


def test_the_trainer_starts_with_2048_tokens(model_folder, tmp_path):
    """The whole of it on the processor: one update of four rows, in 4 bits where they are."""
    four_bits = [] if conftest.IS_OLD and not torch.cuda.is_available() else ["--4bit"]
    said = conftest.train(
        conftest.RECORDS, "--output", tmp_path / "out", "--model", model_folder, "--tokenizer",
        model_folder, *four_bits, "--max-steps", 1, "--log-steps", 1)
    assert "rows of 2048 tokens" in said
    entry = conftest.history(tmp_path / "out")[1]
    # That of a model that knows nothing is ln 128,256 = 11.8, and with random weights above it.
    assert 11 < entry["loss"] < 15
    assert entry["grad_norm"] > 0
    weights = conftest.adapter(tmp_path / "out")
    assert len(weights) == 16 and all(weight.shape in {(64, 64), (32, 64)} for weight in weights.values())


def test_shapes_of_the_8B_model():
    said = conftest.train("--meta")
    assert "54,525,952 trainable parameters of 8,084,787,200" in said
    assert "32 x q_proj.lora_A [64, 4096]" in said
    assert "32 x k_proj.lora_B [1024, 64]" in said
    assert len(said.splitlines()) == 9
