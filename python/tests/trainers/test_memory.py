"""`prep plan-memory` beside what autograd keeps of a small Llama's forward pass."""
from __future__ import annotations

import json
import subprocess

import pytest
import torch
from conftest import IS_OLD, PREP
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

SHAPES = [
    {"hidden_size": 256, "intermediate_size": 896, "num_hidden_layers": 6,
     "num_attention_heads": 4, "num_key_value_heads": 1},
    {"hidden_size": 512, "intermediate_size": 1024, "num_hidden_layers": 4,
     "num_attention_heads": 8, "num_key_value_heads": 8},
]


def _planned(folder, shape, *options):
    path = folder / "config.json"
    path.write_text(json.dumps({**shape, "vocab_size": 1000}))
    said = subprocess.run(
        [PREP, "plan-memory", "--model", path, "--json", *options], check=True,
        capture_output=True, text=True)
    return json.loads(said.stdout)


def _model(shape, rank):
    model = LlamaForCausalLM._from_config(
        LlamaConfig(vocab_size=1000, **shape), attn_implementation="sdpa")
    model = get_peft_model(model.to(torch.bfloat16), LoraConfig(
        r=rank, lora_alpha=16, lora_dropout=0.1, bias="none", task_type="CAUSAL_LM",
        target_modules=["q_proj", "k_proj", "v_proj", "o_proj"]))
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()
    return model


def _kept(model, rows, length):
    """Bytes that autograd keeps of a forward pass without the head, each memory once."""
    own = {tensor.untyped_storage().data_ptr() for tensor in (*model.parameters(), *model.buffers())}
    kept, alive = {}, []

    def pack(tensor):
        memory = tensor.untyped_storage()
        if memory.data_ptr() not in own:
            kept[memory.data_ptr()] = memory.nbytes()
        alive.append(tensor)
        return tensor

    ids = torch.randint(0, 1000, (rows, length))
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor), torch.autocast(
            "cpu", dtype=torch.bfloat16):
        model.model.model(input_ids=ids, use_cache=False)
    return sum(kept.values())


@pytest.mark.skipif(IS_OLD, reason="the formula is of transformers 5")
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("rows", "length", "rank"), [(1, 512, 16), (2, 256, 64)])
def test_activations_are_those_that_autograd_keeps(tmp_path, shape, rows, length, rank):
    options = ("--batch-size", str(rows), "--sequence-length", str(length), "--rank", str(rank))
    model = _model(shape, rank).train()
    planned = _planned(tmp_path, shape, *options, "--no-checkpointing")
    assert _kept(model, rows, length) == pytest.approx(planned["activation_bytes"], rel=0.1)
    model.gradient_checkpointing_enable({"use_reentrant": False})
    model.enable_input_require_grads()
    planned = _planned(tmp_path, shape, *options)
    # One layer at a time is made again in the backward pass, which is not seen here.
    layer = planned["activation_bytes"] - _kept(model, rows, length)
    whole = _planned(tmp_path, shape, *options, "--no-checkpointing")["activation_bytes"]
    assert layer == pytest.approx(whole / shape["num_hidden_layers"], rel=0.15)


def test_parameters_are_counted_as_peft_counts_them(tmp_path):
    for shape in SHAPES:
        trained, total = _model(shape, 64).get_nb_trainable_parameters()
        planned = _planned(tmp_path, shape)
        assert planned["trained_parameters"] == trained
        assert planned["parameters"] == total - trained


def test_the_model_of_the_guides():
    said = subprocess.run(
        [PREP, "plan-memory", "--json"], check=True, capture_output=True, text=True)
    planned = json.loads(said.stdout)
    assert planned["parameters"] == 8_030_261_248
    assert planned["trained_parameters"] == 54_525_952
    assert planned["bytes"] == sum(
        planned[f"{name}_bytes"] for name in ("weight", "adapter", "activation", "logit", "workspace"))
