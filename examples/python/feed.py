"""A trainer in Python: takes every batch of an epoch and counts what it would train on.

    make python && python -m pip install .build/python/*.whl
    python examples/python/feed.py DIRECTORY
"""
import sys

from prep_feeder import Feeder

with Feeder(sys.argv[1], batch_size=8, layout="padding_free", framework="numpy") as feeder:
    trained = sum(int((batch["labels"] != -100).sum()) for batch in feeder)
    print(f"{len(feeder)} batches, {trained} trained tokens")
