"""The models of train.py: a Llama-3.1-8B with random weights, and a tiny one of the same kind."""
from __future__ import annotations

from typing import Any

#: What Llama-3.1's configuration says of long positions.
ROPE = {
    "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192}
VOCABULARY = 128_256
SIZES: dict[str, dict[str, int]] = {
    "8B": {
        "hidden_size": 4096, "intermediate_size": 14_336, "num_hidden_layers": 32,
        "num_attention_heads": 32, "num_key_value_heads": 8},
    "small": {
        "hidden_size": 512, "intermediate_size": 1376, "num_hidden_layers": 4,
        "num_attention_heads": 8, "num_key_value_heads": 4},
    "tiny": {
        "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2}}


def configuration(size: str, attention: str) -> Any:
    from transformers import LlamaConfig

    return LlamaConfig(
        vocab_size=VOCABULARY, max_position_embeddings=131_072, rope_theta=500_000.0,
        rope_scaling=dict(ROPE), rms_norm_eps=1e-5, bos_token_id=128_000, eos_token_id=128_009,
        tie_word_embeddings=False, attn_implementation=attention, **SIZES[size])


def llama(size: str, attention: str, dtype: Any, device: Any) -> Any:
    """A Llama with random weights, made on `device` itself."""
    import torch
    from transformers import AutoModelForCausalLM

    torch.manual_seed(1)
    with torch.device(device):
        model = AutoModelForCausalLM.from_config(
            configuration(size, attention), dtype=dtype, attn_implementation=attention)
    return model


def in_four_bits(model: Any) -> Any:
    """The model with its linear layers, all but the head, in NF4 by bitsandbytes, as
    `BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4")` would load it."""
    import torch
    from bitsandbytes.nn import Linear4bit, Params4bit

    for name, layer in list(model.named_modules()):
        if not isinstance(layer, torch.nn.Linear) or name == "lm_head":
            continue
        small = Linear4bit(
            layer.in_features, layer.out_features, bias=False, compute_dtype=torch.bfloat16,
            quant_type="nf4", device="meta")
        weight = layer.weight.data
        small.weight = Params4bit(
            weight, requires_grad=False, quant_type="nf4", module=small).to(weight.device)
        owner, _, attribute = name.rpartition(".")
        setattr(model.get_submodule(owner), attribute, small)
        layer.weight = None
    model.is_loaded_in_4bit = True
    return model


def lora() -> Any:
    """The adapter of the run that prep has to serve first."""
    from peft import LoraConfig

    return LoraConfig(
        r=64, lora_alpha=16, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"],
        lora_dropout=0.1, bias="none", task_type="CAUSAL_LM")


def training_flops_per_token(model: Any, row_length: int) -> float:
    """Floating point operations that one token of a LoRA step needs, what is computed twice counted
    once: 2 a weight forward and 2 back to the inputs, since frozen weights have no gradients, 6 a
    weight of the adapter, and 4 x hidden size x half of the row for each layer's attention, forward,
    and twice that back."""
    from_adapter = sum(weight.numel() for weight in model.parameters() if weight.requires_grad)
    config = model.config
    heads = config.hidden_size // config.num_attention_heads * config.num_key_value_heads
    block = (
        2 * config.hidden_size * config.hidden_size + 2 * config.hidden_size * heads
        + 3 * config.hidden_size * config.intermediate_size)
    frozen = config.num_hidden_layers * block + config.hidden_size * config.vocab_size
    attention = 3 * 4 * config.hidden_size * (row_length / 2) * config.num_hidden_layers
    return 4 * frozen + 6 * from_adapter + attention


#: Dense bf16 operations a second that the maker states, by a part of the device's name.
PEAK_FLOPS = {"H100": 989e12, "H200": 989e12, "A100": 312e12, "L4": 121e12, "T4": 65e12}
