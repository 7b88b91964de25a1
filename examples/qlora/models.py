"""The models that train.py trains: one of the Hub, in 4 bits or not, or a tiny one of the same kind."""
from __future__ import annotations

import os
from typing import Any

import torch
from peft import LoraConfig
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    BitsAndBytesConfig,
    LlamaConfig,
    PreTrainedTokenizerFast,
)

#: What Llama-3.1's configuration says of long positions.
ROPE_SCALING = {
    "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192, "rope_type": "llama3"}
#: Llama-3.1-8B, and one with as many tokens and next to no weights.
SIZES = {
    "8B": {
        "hidden_size": 4096, "intermediate_size": 14_336, "num_hidden_layers": 32,
        "num_attention_heads": 32, "num_key_value_heads": 8},
    "tiny": {
        "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2}}
PAD_TOKEN, END_TOKEN = 128_004, 128_009


def lora() -> LoraConfig:
    return LoraConfig(
        r=64, lora_alpha=16, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"],
        lora_dropout=0.1, bias="none", task_type="CAUSAL_LM")


def configuration(size: str, **changes: Any) -> LlamaConfig:
    return LlamaConfig(
        vocab_size=128_256, max_position_embeddings=131_072, rope_theta=500_000.0,
        rope_scaling=dict(ROPE_SCALING), rms_norm_eps=1e-5, bos_token_id=128_000,
        eos_token_id=END_TOKEN, tie_word_embeddings=False, **SIZES[size], **changes)


def tiny() -> Any:
    """A Llama with random weights, the same each time."""
    torch.manual_seed(0)
    # Larger weights than usual, so that an adapter on attention alone can move its answers.
    return AutoModelForCausalLM.from_config(configuration("tiny", initializer_range=0.2))


def compute_type() -> torch.dtype:
    """bf16, and fp16 on devices without it, as Colab's T4; fp32 on the processor."""
    if not torch.cuda.is_available():
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16


def load(name: str, in_four_bits: bool) -> Any:
    """A model of the Hub or of a folder, on this process's device."""
    quantization = None
    if in_four_bits:
        quantization = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=compute_type())
    device = int(os.environ.get("LOCAL_RANK", 0)) if torch.cuda.is_available() else "cpu"
    return AutoModelForCausalLM.from_pretrained(
        name, quantization_config=quantization, device_map={"": device}, torch_dtype=compute_type())


def load_tokenizer(name: str | None) -> Any:
    """The model's; without one a stand-in, for a trainer that wants some: rows come as ids."""
    if name is not None:
        return AutoTokenizer.from_pretrained(name)
    from tokenizers import Tokenizer, models

    words = {"<|finetune_right_pad_id|>": PAD_TOKEN, "<|eot_id|>": END_TOKEN}
    return PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.WordLevel(words, "<|eot_id|>")),
        pad_token="<|finetune_right_pad_id|>", eos_token="<|eot_id|>")


def print_shapes(size: str = "8B") -> None:
    """The model with its adapter, without memory for weights: what is trained, and of which shape."""
    from peft import get_peft_model

    with torch.device("meta"):
        model = get_peft_model(AutoModelForCausalLM.from_config(configuration(size)), lora())
    shapes: dict[tuple[str, tuple[int, ...]], int] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            # Of base_model.model.model.layers.0.self_attn.q_proj.lora_A.default.weight.
            target = ".".join(name.split(".")[-4:-2])
            key = target, tuple(weight.shape)
            shapes[key] = shapes.get(key, 0) + 1
    for (target, shape), count in shapes.items():
        print(f"{count} x {target} {list(shape)}")
    trained, all_weights = model.get_nb_trainable_parameters()
    print(f"{trained:,} trainable parameters of {all_weights:,}")
