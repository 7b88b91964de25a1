"""Fine-tunes a Llama with TRL on a data set that `prep build` made, and goes on after a stop.

    make python && python -m pip install .build/python/*.whl trl
    python examples/python/sft.py DIRECTORY MODEL
"""
import sys

from prep_feeder.trainers import PrepSFTTrainer
from transformers.trainer_utils import get_last_checkpoint
from trl import SFTConfig

data, model = sys.argv[1:]
args = SFTConfig("trained", per_device_train_batch_size=2, num_train_epochs=1, save_steps=50)
trainer = PrepSFTTrainer(model=model, data=data, args=args)
trainer.train(resume_from_checkpoint=get_last_checkpoint("trained"))
trainer.save_model()
