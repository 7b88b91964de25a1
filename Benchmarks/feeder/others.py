"""Loaders as a trainer in Python sees them, on the rows of one data set, in one run: prep_feeder,
torch's DataLoader over Hugging Face datasets, and MosaicML Streaming.

Usage: others.py DATA_SET WORK_DIRECTORY BATCHES

Prints one JSON line a loader: batches of 8 rows, shuffled, from files that are in the page cache.
prep_feeder gives all that a trainer takes, four columns of int64 or eight for padding-free
training; the others give `input_ids` alone, as int32, which is the least they can be asked for.
`main_thread_us` is the processor time of the calling thread a batch, getting and dropping it, and
the second line of a loader is one that asks for a batch every 5 ms, as a trainer would. The first
loader is none: it makes a tensor of eight numbers, the least that a call of torch costs here.
"""
import json
import sys
import time
from importlib.machinery import ModuleSpec
from unittest import mock

import numpy

import prep_feeder

PACE_SECONDS = 0.005


def read_rows(data_set):
    """All rows of the training split as one array of int32."""
    dataset = prep_feeder.PrepDataset(data_set)
    rows = numpy.empty((len(dataset), dataset.row_length), dtype=numpy.int32)
    for number, row in enumerate(dataset):
        rows[number] = row["input_ids"]
    return rows


def measure(name, open_loader, batches, row_length):
    for pace, count in ((0, batches), (PACE_SECONDS, min(batches, 400))):
        start = time.perf_counter()
        iterator = iter(open_loader())
        batch = next(iterator)
        first = begin = time.perf_counter()
        calls, own = [], []
        for _ in range(count):
            if pace:
                # Awake, since a trainer is; it has other things in the caches.
                until = time.perf_counter() + pace
                while time.perf_counter() < until:
                    pass
            before, own_before = time.perf_counter(), time.thread_time()
            batch = next(iterator, None)
            after, own_after = time.perf_counter(), time.thread_time()
            if batch is None:
                break
            calls.append(after - before)
            own.append(own_after - own_before)
        seconds = time.perf_counter() - begin
        calls.sort()
        own.sort()
        print(json.dumps({
            "loader": name, "pace_ms": pace * 1e3,
            "main_thread_us": round(sum(own) / len(own) * 1e6, 1),
            "main_thread_p50_us": round(own[len(own) // 2] * 1e6, 1),
            "tokens_per_second": round(8 * len(calls) * row_length / seconds),
            "p50_us": round(calls[len(calls) // 2] * 1e6, 1),
            "p99_us": round(calls[int(len(calls) * 0.99)] * 1e6, 1),
            "first_batch_ms": round((first - start) * 1e3, 1), "batches": len(calls) + 1,
        }), flush=True)
        del iterator


def endless(feeder):
    while True:
        yield from feeder


def main():
    data_set, work, batches = sys.argv[1:3] + [int(sys.argv[3])]
    import torch

    # A trainer's other threads work elsewhere.
    torch.set_num_threads(1)
    rows = read_rows(data_set)
    length = rows.shape[1]
    measure("torch.empty(8)", lambda: iter(lambda: torch.empty(8), None), batches, 0)
    for layout in ("plain", "padding_free"):
        measure(
            f"prep_feeder {prep_feeder.__version__}, {layout}, torch {torch.__version__}",
            lambda: endless(prep_feeder.Feeder(data_set, 8, layout=layout)), batches, length)

    import datasets
    import pyarrow

    values = pyarrow.array(rows.reshape(-1))
    table = pyarrow.table({"input_ids": pyarrow.FixedSizeListArray.from_arrays(values, length)})
    datasets.Dataset(table).save_to_disk(f"{work}/arrow")
    del table, values
    for workers in (0, 2):
        def hugging_face():
            loaded = datasets.load_from_disk(f"{work}/arrow").with_format("torch")
            return torch.utils.data.DataLoader(
                loaded, batch_size=8, shuffle=True, num_workers=workers)

        measure(
            f"Hugging Face datasets {datasets.__version__}, Arrow, DataLoader, {workers} workers",
            hugging_face, batches, length)

    # streaming imports torchvision for data sets of images only, and one that is not of the
    # installed torch's build cannot be imported: stand-ins keep it out.
    vision = mock.MagicMock(__path__=[], __spec__=ModuleSpec("torchvision", None))
    names = ("", ".datasets", ".datasets.vision", ".transforms", ".transforms.functional")
    sys.modules.update({"torchvision" + name: vision for name in names})
    vision.datasets.VisionDataset = vision.VisionDataset = object
    import streaming

    with streaming.MDSWriter(out=f"{work}/mds", columns={"input_ids": f"ndarray:int32:{length}"},
                             compression="zstd:3") as writer:
        for row in rows:
            writer.write({"input_ids": row})
    del rows

    def mosaic():
        loaded = streaming.StreamingDataset(local=f"{work}/mds", shuffle=True, batch_size=8)
        return torch.utils.data.DataLoader(loaded, batch_size=8)

    measure(f"MosaicML Streaming {streaming.__version__}, zstd, DataLoader", mosaic, batches, length)


main()
