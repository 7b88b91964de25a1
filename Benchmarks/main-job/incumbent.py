"""The same job with the usual Python stack: datasets, langdetect, transformers.

Reads JSON Lines with `instruction` and `response`, keeps English, renders and tokenizes with the
Llama-3.1 chat template, drops what is longer than a row, and saves the rows unpacked as Arrow.

Usage: incumbent.py TOKENIZER_JSON TEMPLATE INPUT OUTPUT PROCESSES
Prints one JSON object: records, kept, tokens, seconds.
"""

import json
import sys
import time

import datasets
from langdetect import DetectorFactory, detect
from langdetect.lang_detect_exception import LangDetectException
from transformers import PreTrainedTokenizerFast

ROW_LENGTH = 2048


def is_english(record):
    try:
        return detect(record["response"]) == "en"
    except LangDetectException:
        return False


def main():
    tokenizer_path, template_path, source, output, processes = sys.argv[1:]
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=tokenizer_path)
    with open(template_path, encoding="utf-8") as file:
        tokenizer.chat_template = file.read()
    tokenizer.bos_token = "<|begin_of_text|>"
    DetectorFactory.seed = 0
    datasets.disable_progress_bars()

    def encode(record):
        messages = [
            {"role": "user", "content": record["instruction"]},
            {"role": "assistant", "content": record["response"]},
        ]
        return {"input_ids": tokenizer.apply_chat_template(messages)}

    start = time.monotonic()
    data = datasets.load_dataset("json", data_files=source, split="train", cache_dir=output + "-cache")
    count = len(data)
    data = data.filter(lambda record: bool(record["response"]) and bool(record["instruction"]))
    data = data.filter(is_english, num_proc=int(processes))
    data = data.map(encode, num_proc=int(processes), remove_columns=data.column_names)
    data = data.filter(lambda record: len(record["input_ids"]) <= ROW_LENGTH)
    data.save_to_disk(output)
    seconds = time.monotonic() - start
    tokens = sum(len(ids) for ids in data["input_ids"])
    print(json.dumps({"records": count, "kept": len(data), "tokens": tokens, "seconds": seconds}))


if __name__ == "__main__":
    main()
