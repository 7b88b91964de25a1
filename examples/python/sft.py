"""Fine-tunes a Llama with TRL on a data set that `prep build` made; run again, goes on.

    make python && python -m pip install .build/python/*.whl trl
    python examples/python/sft.py DIRECTORY MODEL
"""
import os
import sys

import torch
from transformers.trainer_utils import get_last_checkpoint
from trl import SFTConfig

from prep_feeder.trainers import PrepSFTTrainer

data, model = sys.argv[1:]
has_device = torch.cuda.is_available()
args = SFTConfig(
    "trained", per_device_train_batch_size=2, num_train_epochs=1, save_steps=50,
    # TRL's own defaults are for a device: without one they take several times as long.
    bf16=has_device, gradient_checkpointing=has_device, use_cpu=not has_device)
trainer = PrepSFTTrainer(model=model, data=data, args=args)
last = get_last_checkpoint("trained") if os.path.isdir("trained") else None
trainer.train(resume_from_checkpoint=last)
trainer.save_model()
