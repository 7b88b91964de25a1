"""Two other loaders on the rows of a prep data set: MosaicML Streaming and Hugging Face datasets.

Usage: others.py LIBGPUFEEDER.so DATA_SET WORK_DIRECTORY BATCHES

Reads the rows through the library in the order of the shards, writes them as each loader wants
them, and prints one JSON line a loader: batches of 8 rows, shuffled, `input_ids` as int32, in one
process, from files that are in the page cache.
"""
import ctypes
import json
import os
import sys
import time

import numpy


class Options(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_size_t), ("directories", ctypes.POINTER(ctypes.c_char_p)),
        ("weights", ctypes.c_void_p), ("directory_count", ctypes.c_size_t),
        ("split", ctypes.c_char_p), ("batch_size", ctypes.c_uint32), ("rank_count", ctypes.c_uint32),
        ("rank", ctypes.c_uint32), ("shuffle", ctypes.c_int32), ("seed", ctypes.c_uint64),
        ("window_blocks", ctypes.c_uint32), ("tail", ctypes.c_int32), ("columns", ctypes.c_uint32),
        ("element_type", ctypes.c_int32), ("slot_count", ctypes.c_uint32),
        ("device", ctypes.c_int32), ("memory_limit", ctypes.c_uint64), ("state", ctypes.c_char_p),
        ("first_step", ctypes.c_uint64), ("end_step", ctypes.c_uint64),
        ("notice_seconds", ctypes.c_double), ("notice", ctypes.c_void_p),
        ("notice_context", ctypes.c_void_p), ("cuda_library", ctypes.c_char_p),
    ]


class Batch(ctypes.Structure):
    _fields_ = [
        ("step", ctypes.c_uint64), ("epoch", ctypes.c_uint64), ("step_in_epoch", ctypes.c_uint64),
        ("real_row_count", ctypes.c_uint64), ("input_ids", ctypes.c_void_p),
        ("labels", ctypes.c_void_p), ("position_ids", ctypes.c_void_p), ("rows", ctypes.c_void_p),
        ("slot", ctypes.c_uint32),
    ]


def read_rows(library_path, data_set):
    """All rows of the training split as one array of int32."""
    library = ctypes.CDLL(library_path)
    with open(os.path.join(data_set, "manifest.json")) as file:
        manifest = json.load(file)
    count = next(split["rows"] for split in manifest["splits"] if split["name"] == "train")
    length = manifest["row_length"]
    options, feeder, batch = Options(), ctypes.c_void_p(), Batch()
    library.gf_options_init(ctypes.byref(options))
    options.directories = (ctypes.c_char_p * 1)(data_set.encode())
    options.directory_count, options.batch_size, options.shuffle, options.columns = 1, 1, 2, 1
    message = ctypes.create_string_buffer(512)
    if library.gf_open(ctypes.byref(options), ctypes.byref(feeder), message, ctypes.c_size_t(512)):
        sys.exit(message.value.decode())
    rows = numpy.empty((count, length), dtype=numpy.int32)
    for row in range(count):
        if library.gf_next(feeder, ctypes.c_double(-1), ctypes.byref(batch)):
            sys.exit("gf_next failed")
        ctypes.memmove(rows[row].ctypes.data, batch.input_ids, 4 * length)
        library.gf_release(feeder, ctypes.byref(batch))
    library.gf_free(feeder)
    return rows


def measure(name, open_loader, batches, row_length):
    start = time.perf_counter()
    iterator = open_loader()
    calls, tokens, first = [], 0, None
    for _ in range(batches):
        before = time.perf_counter()
        batch = next(iterator, None)
        after = time.perf_counter()
        if batch is None:
            break
        if first is None:
            first = after - start
            begin = after
        else:
            calls.append(after - before)
            tokens += len(batch["input_ids"]) * row_length
    seconds = time.perf_counter() - begin
    calls.sort()
    print(json.dumps({
        "loader": name, "tokens_per_second": round(tokens / seconds),
        "p50_us": round(calls[len(calls) // 2] * 1e6, 1),
        "p99_us": round(calls[int(len(calls) * 0.99)] * 1e6, 1),
        "first_batch_ms": round(first * 1e3, 1), "batches": len(calls) + 1,
    }), flush=True)


def main():
    library_path, data_set, work, batches = sys.argv[1:4] + [int(sys.argv[4])]
    rows = read_rows(library_path, data_set)
    length = rows.shape[1]
    import datasets
    import pyarrow
    import torch

    values = pyarrow.array(rows.reshape(-1))
    table = pyarrow.table({"input_ids": pyarrow.FixedSizeListArray.from_arrays(values, length)})
    datasets.Dataset(table).save_to_disk(f"{work}/arrow")
    del table, values

    def hugging_face():
        loaded = datasets.load_from_disk(f"{work}/arrow").with_format("torch")
        return iter(torch.utils.data.DataLoader(loaded, batch_size=8, shuffle=True))

    measure(f"Hugging Face datasets {datasets.__version__}, DataLoader", hugging_face,
            batches, length)

    import streaming

    with streaming.MDSWriter(out=f"{work}/mds", columns={"input_ids": f"ndarray:int32:{length}"},
                             compression="zstd:3") as writer:
        for row in rows:
            writer.write({"input_ids": row})
    del rows

    def mosaic():
        loaded = streaming.StreamingDataset(local=f"{work}/mds", shuffle=True, batch_size=8)
        return iter(torch.utils.data.DataLoader(loaded, batch_size=8))

    measure(f"MosaicML Streaming {streaming.__version__}, zstd, DataLoader", mosaic, batches, length)


main()
