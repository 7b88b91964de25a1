"""One of the processes of launch.py: trains from DATA with OPTIONS and writes, as JSON, what it saw
and the losses. Started with the environment that torchrun gives, or alone.

Usage: rank.py FOLDER DATA KIND OPTIONS CHECKPOINT
"""
import json
import sys

import torch
from conftest import Recorder, arguments, llama, load_tokenizer, losses

from prep_feeder.monitoring import DataMetrics
from prep_feeder.trainers import PrepSFTTrainer, PrepTrainer

folder, data, kind, options, checkpoint = sys.argv[1:]
# Before the arguments: with DeepSpeed among them models are made in pieces.
model = llama()
args = arguments(folder, kind, **json.loads(options))
if kind == "sft":
    trainer = PrepSFTTrainer(
        model=model, data=data, args=args, processing_class=load_tokenizer(),
        callbacks=[DataMetrics()])
else:
    trainer = PrepTrainer(model=model, data=data, args=args, callbacks=[DataMetrics()])
seen = Recorder(trainer.model)
trainer.train(resume_from_checkpoint=checkpoint or None)
trained = [
    ids for call in seen.calls for ids, labels in
    zip(call["input_ids"].tolist(), call["labels"].tolist()) if set(labels) != {-100}]
counts = ("data/rows", "data/tokens", "data/trained_tokens")
said = {
    "counts": [[entry[name] for name in counts] for entry in trainer.state.log_history if "loss" in entry],
    "rank": trainer.args.process_index, "world_size": trainer.args.world_size, "rows": trained,
    "losses": losses(trainer), "eval_loss": trainer.evaluate()["eval_loss"]}
with open(f"{folder}/rank-{trainer.args.process_index}.json", "w", encoding="utf-8") as file:
    json.dump(said, file)
if torch.distributed.is_initialized():
    torch.distributed.destroy_process_group()
