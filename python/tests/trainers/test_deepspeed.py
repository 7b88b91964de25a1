"""Two processes that divide weights by DeepSpeed ZeRO train as one does; STACKS=deepspeed has it."""
from __future__ import annotations

import os

import pytest
from conftest import IS_OLD
from launch import train

from prep_feeder import PrepDataset

pytest.importorskip("deepspeed")


@pytest.fixture(autouse=True)
def _processor(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("DS_ACCELERATOR", "cpu")


def _zero(stage):
    automatic = dict.fromkeys(
        ("train_micro_batch_size_per_gpu", "gradient_accumulation_steps", "train_batch_size",
         "gradient_clipping"), "auto")
    return {"zero_optimization": {"stage": stage}, "bf16": {"enabled": False},
            "zero_allow_untested_optimizer": True, **automatic}


@pytest.mark.skipif(IS_OLD, reason="DeepSpeed is tested with TRL 1.16")
@pytest.mark.parametrize("stage", [2, 3])
def test_a_trial_run_before_zero_breaks_no_step(packed, tmp_path, stage):
    options = {"max_steps": 2, "gradient_accumulation_steps": 1}
    (one,) = train(tmp_path / "one", packed, 1, kind="sft", per_device_train_batch_size=4, **options)
    two = train(
        tmp_path / "two", packed, 2, kind="sft", per_device_train_batch_size=2,
        deepspeed=_zero(stage), **options)
    assert two[0]["losses"] == pytest.approx(one["losses"], abs=5e-4)
    assert two[0]["eval_loss"] == pytest.approx(one["eval_loss"], abs=5e-4)
    assert sorted(two[0]["rows"] + two[1]["rows"]) == sorted(one["rows"])
    assert len(one["rows"]) == min(8, len(PrepDataset(packed)))
    assert os.environ["DS_ACCELERATOR"] == "cpu"
