"""The trial run before the first batch leaves the model as it was.

DeepSpeed ZeRO-3 divides each weight among the processes and remembers in which order modules take
them; TRL 1.16 trains with a head that is no module's forward. A forward pass that makes logits before
the first such step breaks it. test_deepspeed.py trains so, where DeepSpeed is installed.
"""
from __future__ import annotations

import pytest
import torch
from conftest import IS_OLD, arguments, llama

from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer


def _hooks(model):
    return [
        (name, len(module._forward_hooks), len(module._forward_pre_hooks),
         len(module._backward_hooks), len(module._backward_pre_hooks))
        for name, module in model.named_modules()]


@pytest.mark.parametrize("kind", ["sft", "plain"])
def test_it_leaves_nothing_behind(packed, tmp_path, tokenizer, kind):
    Kind = PrepSFTTrainer if kind == "sft" else PrepTrainer
    trainer = Kind(
        model=llama(), data=packed, processing_class=tokenizer, args=arguments(tmp_path, kind))
    model = trainer.model.train()
    calls, heads = [], []
    model.register_forward_pre_hook(
        lambda _, __, named: calls.append(named), with_kwargs=True)
    model.lm_head.register_forward_hook(lambda *_: heads.append(1))
    before = _hooks(model)
    random = torch.get_rng_state()
    weights = {name: value.clone() for name, value in model.state_dict().items()}
    batch = next(iter(trainer.get_train_dataloader()))
    trainer.compute_loss(model, dict(batch), num_items_in_batch=torch.tensor(10))
    *trial, step = calls
    assert len(trial) == 4 and all("labels" not in named for named in trial) and "labels" in step
    # As the step itself does it: the head is run by nobody, or by every pass.
    assert {named.get("fused_lm_head") for named in calls} == ({None} if IS_OLD or kind == "plain"
                                                              else {True})
    assert len(heads) in (0, len(calls))
    assert model.training and all(parameter.grad is None for parameter in model.parameters())
    assert _hooks(model) == before and torch.equal(torch.get_rng_state(), random)
    assert all(torch.equal(weights[name], value) for name, value in model.state_dict().items())
    # Once only.
    trainer.compute_loss(model, dict(batch), num_items_in_batch=torch.tensor(10))
    assert len(calls) == 6
