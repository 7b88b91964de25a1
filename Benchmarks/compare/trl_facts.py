"""Facts of a TRL stack, measured with its own trainer on the data that `prep` is given: a line each.

Usage: python trl_facts.py DATA.jsonl TOKENIZER_DIRECTORY FACT        (run by Benchmarks/compare/run.sh)

The model is a tiny Llama with random weights, which no fact depends on.
"""
import json
import logging
import os
import pathlib
import sys
import tempfile
import warnings

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", TQDM_DISABLE="1")
import datasets
import torch
import transformers
import trl
from tokenizers.processors import TemplateProcessing
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from sound_records import sound_records

datasets.disable_progress_bars()
IS_OLD = transformers.__version__.startswith("4.")
LENGTH = "max_seq_length" if IS_OLD else "max_length"
BOS, EOT = 128000, 128009


def messages(record):
    return [{"role": "user", "content": record["instruction"]},
            {"role": "assistant", "content": record["response"]}]


def trainer(records, tokenizer, form, **options):
    """TRL's trainer over `records`, given as text (what most scripts do) or as messages."""
    model = LlamaForCausalLM(LlamaConfig(
        vocab_size=128_256, hidden_size=16, intermediate_size=16, num_hidden_layers=1,
        num_attention_heads=2, num_key_value_heads=1))
    if form == "text":
        rows = [{"text": tokenizer.apply_chat_template(messages(record), tokenize=False)}
                for record in records]
    else:
        rows = [{"messages": messages(record)} for record in records]
    arguments = trl.SFTConfig(
        tempfile.mkdtemp(), report_to=[], use_cpu=True, per_device_train_batch_size=1,
        **({} if IS_OLD else {"bf16": False}),
        **({"dataset_text_field": "text"} if form == "text" else {}),
        **{LENGTH: options.pop("length", 2048)}, **options)
    name = "tokenizer" if IS_OLD else "processing_class"
    if "processing_class" in trl.SFTTrainer.__init__.__code__.co_varnames:
        name = "processing_class"
    return trl.SFTTrainer(
        model=model, args=arguments, train_dataset=datasets.Dataset.from_list(rows),
        **{name: tokenizer})


def batches(trainer):
    return [batch for batch in trainer.get_train_dataloader()]


def trained_share(trainer):
    found = batches(trainer)
    trained = sum(int((batch["labels"] != -100).sum()) for batch in found)
    total = sum(int(batch["input_ids"].numel()) for batch in found)
    return f"{trained} of {total} tokens are trained"


def bos(records, tokenizer):
    made = trainer(records[:8], tokenizer, "text")
    row = batches(made)[0]["input_ids"][0].tolist()
    return f"a row begins with {sum(1 for _ in iter_while(row, BOS))} begin_of_text"


def iter_while(values, value):
    for found in values:
        if found != value:
            return
        yield found


def mask(records, tokenizer):
    return trained_share(trainer(records, tokenizer, "messages"))


def answers(records, tokenizer):
    """With the option that is to train on answers alone."""
    if IS_OLD:
        return "no such option; a collator looks for the template's text in the tokens"
    try:
        return trained_share(trainer(records, tokenizer, "messages", assistant_only_loss=True))
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"


def packed(records, tokenizer):
    return trained_share(trainer(records, tokenizer, "text", packing=True, length=256))


def long(records, tokenizer):
    record = {"instruction": "Count.", "response": "one two three " * 200}
    made = trainer([record], tokenizer, "messages", length=256)
    row = batches(made)[0]["input_ids"][0]
    ends = int(row[-1]) == EOT
    return (f"{row.numel()} tokens of the record are trained on, "
            f"{'with' if ends else 'without'} its end of turn; what is said of the rest: nothing")


def special(records, tokenizer):
    record = {"instruction": "What ends a turn?", "response": "It is <|eot_id|>, a token."}
    row = batches(trainer([record], tokenizer, "messages"))[0]["input_ids"][0].tolist()
    return f"{row.count(EOT)} ends of turn in a record of a system block and 2 turns"


def bad_line(records):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        for record in records[:50]:
            file.write(json.dumps(record) + "\n")
        file.write('{"instruction": "cut off here, "res\n')
        for record in records[:50]:
            file.write(json.dumps(record) + "\n")
    try:
        found = datasets.load_dataset("json", data_files=file.name, split="train")
        return f"{len(found)} of 101 lines are loaded"
    except Exception as error:
        return f"no record of 101 lines is loaded: {type(error).__name__}"


def main():
    path, tokenizer_path, fact = sys.argv[1:]
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    transformers.utils.logging.set_verbosity_error()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    files = pathlib.Path(tokenizer_path)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(files / "tokenizer.json"), bos_token="<|begin_of_text|>",
        eos_token="<|eot_id|>", pad_token="<|finetune_right_pad_id|>",
        chat_template=(files / "oracle/llama3_1.jinja").read_text("utf-8"))
    # As the model's own tokenizer.json has it, which the file made of Meta's vocabulary does not.
    tokenizer.backend_tokenizer.post_processor = TemplateProcessing(
        single="<|begin_of_text|> $A", special_tokens=[("<|begin_of_text|>", BOS)])
    records = sound_records(path)
    functions = {"bos": bos, "mask": mask, "answers": answers, "packed": packed, "long": long,
                 "special": special}
    if fact == "bad-line":
        print(bad_line(records))
    else:
        print(functions[fact](records, tokenizer))


if __name__ == "__main__":
    main()
