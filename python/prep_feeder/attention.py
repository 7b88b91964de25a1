"""How packed rows are kept from attending across records, for a model as it is configured.

A row holds several records. Which arguments keep them apart depends on the attention that the model
runs and on the version of transformers; where none does, training on packed rows would be wrong
without a sign of it, so it is refused.
"""
from __future__ import annotations

from typing import Any

from .errors import MismatchError
from .feeder import Batch, Layout

__all__ = ["PackedAttention", "block_diagonal_mask"]

#: Where a segment begins, as the relation of a token to the one before it, is what the packed masks
#: of transformers 4.53 and later look for (masking_utils.find_packed_sequence_indices).
_MASKED = ("sdpa", "eager")


def _version() -> str:
    import transformers

    return str(transformers.__version__)


def _derives_packed_masks() -> bool:
    """Whether this transformers makes masks of position_ids for SDPA, eager and flex attention."""
    try:
        from transformers import masking_utils
    except ImportError:
        return False
    return hasattr(masking_utils, "find_packed_sequence_indices")


def block_diagonal_mask(position_ids: Any, dtype: Any) -> Any:
    """An additive mask [rows, 1, tokens, tokens]: 0 within a segment up to the token, else the least
    number of `dtype`.

    A segment begins where `position_ids` [rows, tokens] is 0. Padding is a segment of its own, so
    every token has at least itself to attend to. Takes rows x tokens^2 elements on the device of
    `position_ids`.
    """
    import torch

    length = position_ids.shape[1]
    segments = (position_ids == 0).cumsum(1)
    causal = torch.ones(length, length, dtype=torch.bool, device=position_ids.device).tril()
    allowed = (segments[:, :, None] == segments[:, None, :]) & causal
    mask = torch.full(allowed.shape, torch.finfo(dtype).min, dtype=dtype, device=allowed.device)
    return mask.masked_fill_(allowed, 0)[:, None]


class PackedAttention:
    """The arguments that keep the records of a row apart in `model`.

    ``layout`` is the form to ask of the feeder, and `complete` turns its batches into what the
    model takes:

    * flash attention: ``position_ids`` and no mask. From transformers 4.53 on all rows become one
      sequence with ``cu_seq_lens``, which spares every layer a wait for the device.
    * SDPA, eager and flex attention from transformers 4.53 on: ``position_ids`` and no mask, of
      which the model makes a packed one. It does not while it fills a cache, so ``use_cache`` is
      False.
    * SDPA and eager attention before that: a block-diagonal mask, `block_diagonal_mask`.

    Raises:
        MismatchError: The model's attention is another one.
    """

    def __init__(self, model: Any) -> None:
        implementation = str(getattr(model.config, "_attn_implementation", None) or "eager")
        derives = _derives_packed_masks()
        self.implementation = implementation
        self.layout: Layout = "plain"
        self._mask_dtype: Any = None
        if "flash" in implementation and "paged" not in implementation:
            # Before, the model took no cu_seq_lens, and found segments across rows by itself.
            self.layout = "padding_free" if derives else "plain"
            self.form = "position_ids"
        elif derives and implementation in (*_MASKED, "flex_attention"):
            self.form = "position_ids"
        elif implementation in _MASKED:
            self.form = "mask"
            # What attention gets, unless it runs under autocast, which casts the mask as well.
            self._mask_dtype = model.get_input_embeddings().weight.dtype
        else:
            raise MismatchError(
                f"packed rows: with attn_implementation={implementation!r} and transformers "
                f"{_version()} nothing is known that keeps the records of a row from attending to "
                "each other; load the model with attn_implementation='flash_attention_2' or "
                "'sdpa', or build the data set with --pack none and feed it without this class")

    def complete(self, batch: Batch) -> Batch:
        """The batch as the model takes it; makes no copy of its columns."""
        inputs = {name: value for name, value in batch.items() if name != "attention_mask"}
        inputs["use_cache"] = False
        if self.form == "mask":
            inputs["attention_mask"] = block_diagonal_mask(batch["position_ids"], self._mask_dtype)
        return inputs

    def verify(self, model: Any, device: Any = None, *, has_fused_head: bool = False) -> None:
        """Runs `model` on two short records in one row and raises if the second sees the first.

        Changes the first record's tokens and compares the second's logits, four forward passes of
        32 tokens without gradients: what decides is what the model does, not what is known of its
        version. `model` may be wrapped; with several ranks all call it. Draws no random number.

        With `has_fused_head`, the model is one that TRL 1.16 and later have given
        ``fused_lm_head=True``, and the log-probabilities of the tokens are compared: under
        DeepSpeed ZeRO-3 a forward pass that makes logits before the first training step breaks
        that step, since the head's weight is then gathered by a module that is not run again.

        Raises:
            MismatchError: The numbers differ by more than a hundredth of what they differ by where
                both records are one.
        """
        import torch

        length = 16
        vocabulary = int(model.get_input_embeddings().num_embeddings) if hasattr(
            model, "get_input_embeddings") else int(_unwrapped(model).config.vocab_size)
        device = device if device is not None else next(model.parameters()).device
        token = torch.arange(2 * length, device=device)
        one = (token * 7919 + 11) % vocabulary
        other = torch.where(token < length, (token * 104_729 + 5) % vocabulary, one)
        was_training = model.training
        model.eval()
        for layer in model.modules():
            # On some processors bitsandbytes turns 4-bit weights, out of training, into a form
            # that has no gradients, and leaves them so.
            if type(layer).__name__ == "Linear4bit":
                layer.train()
        try:
            with torch.no_grad():
                apart, together = (
                    self._difference(model, (one, other), length, segment, has_fused_head)
                    for segment in (length, 2 * length))
        finally:
            model.train(was_training)
        if not apart <= 0.01 * together:
            raise MismatchError(
                f"packed rows: with attn_implementation={self.implementation!r} and transformers "
                f"{_version()}, {type(_unwrapped(model)).__name__} lets a record attend to the one "
                f"before it in the row (its output changes by {apart:.3g} with the other's tokens; "
                f"by {together:.3g} where they are one record): load the model with "
                "attn_implementation='flash_attention_2' or 'sdpa'")

    def _difference(
        self, model: Any, rows: tuple[Any, Any], length: int, segment: int, has_fused_head: bool
    ) -> float:
        """How far what comes of the tokens behind the first `length` differs between two rows whose
        tokens before that do, with segments of `segment` tokens."""
        found = []
        for ids in rows:
            inputs = self.complete(self._row(ids, segment))
            if has_fused_head:
                output = model(**inputs, shift_labels=ids[None], fused_lm_head=True).log_probs
            else:
                output = model(**inputs).logits
            found.append(output[0, length:].float())
        return float((found[0] - found[1]).abs().max())

    def _row(self, ids: Any, segment: int) -> Batch:
        import torch

        number = torch.arange(len(ids), device=ids.device)
        row: Batch = {"input_ids": ids[None], "position_ids": (number % segment)[None]}
        if self.layout == "padding_free":
            bounds = torch.arange(0, len(ids) + 1, segment, dtype=torch.int32, device=ids.device)
            row |= {
                "cu_seq_lens_q": bounds, "cu_seq_lens_k": bounds,
                "max_length_q": segment, "max_length_k": segment,
                "seq_idx": (number // segment).int()[None]}
        return row


def _unwrapped(model: Any) -> Any:
    while hasattr(model, "module"):
        model = model.module
    return model
