"""One of the processes of test_ranks.py: trains from DATA with OPTIONS and prints, as JSON, what it
saw and the losses. Started with the environment that torchrun gives.

Usage: rank.py FOLDER DATA OPTIONS CHECKPOINT
"""
import json
import sys

import torch
from conftest import Recorder, arguments, llama, losses

from prep_feeder.trainers import PrepTrainer

folder, data, options, checkpoint = sys.argv[1:]
trainer = PrepTrainer(
    model=llama(), data=data, args=arguments(folder, "plain", **json.loads(options)))
seen = Recorder(trainer.model)
trainer.train(resume_from_checkpoint=checkpoint or None)
trained = [
    ids for call in seen.calls for ids, labels in
    zip(call["input_ids"].tolist(), call["labels"].tolist()) if set(labels) != {-100}]
said = {
    "rank": trainer.args.process_index, "world_size": trainer.args.world_size, "rows": trained,
    "losses": losses(trainer), "eval_loss": trainer.evaluate()["eval_loss"]}
with open(f"{folder}/rank-{trainer.args.process_index}.json", "w", encoding="utf-8") as file:
    json.dump(said, file)
if torch.distributed.is_initialized():
    torch.distributed.destroy_process_group()
