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
args = SFTConfig(
    "trained", per_device_train_batch_size=2, num_train_epochs=1, save_steps=50,
    use_cpu=not torch.cuda.is_available())
trainer = PrepSFTTrainer(model=model, data=data, args=args)
last = get_last_checkpoint("trained") if os.path.isdir("trained") else None
trainer.train(resume_from_checkpoint=last)
trainer.save_model()
