"""The independent reading of Llama 3's tokenizer, template and mask that our own is compared with.

Ids come from tiktoken with Meta's tokenizer.model; the rendered text comes from the chat
template's own jinja text in the environment that transformers renders it in. Nothing here shares
code, tables or rules with Sources/.
"""

import base64
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import jinja2.sandbox
import tiktoken

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "prep"
MODEL_SHA256 = "82e9d31979e92ab929cd544440f129d9ecd797b69e327f80f17e1c50d5551b55"
TEMPLATE_WHEEL = "trl==1.16.0"
TEMPLATES = {
    "llama-3.1": (
        "llama3_1.jinja", "e10ca381b1ccc5cf9db52e371f3b6651576caee0a630b452e2816b2d404d4b65"),
    "llama-3": (
        "llama3.jinja", "ba03a121d097859c7b5b9cd03af99aafe95275210d2876f642ad9929a150f122"),
}
DATE = "26 Jul 2024"

# Meta's llama-models, models/llama3/tokenizer.py
PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

BOS, EOS, START_HEADER, END_HEADER, EOT = 128000, 128001, 128006, 128007, 128009
SPECIALS = {
    "<|begin_of_text|>": BOS,
    "<|end_of_text|>": EOS,
    "<|start_header_id|>": START_HEADER,
    "<|end_header_id|>": END_HEADER,
    "<|eot_id|>": EOT,
}
UNTRAINED = -100


def ranks() -> dict[bytes, int]:
    path = CACHE / "tokenizer.model"
    if not path.exists():
        sys.exit(f"{path} is not there; `make test` sets it up")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
        sys.exit(f"{path} is not the tokenizer.model of Llama 3 (another sha256)")
    return {base64.b64decode(t): int(r) for t, r in (line.split() for line in data.splitlines())}


def encoding(mergeable_ranks: dict[bytes, int]) -> tiktoken.Encoding:
    return tiktoken.Encoding(
        "llama-3", pat_str=PATTERN, mergeable_ranks=mergeable_ranks, special_tokens={})


def template_text(name: str) -> str:
    """The jinja text of template `name`, from the cache or else from TRL's wheel."""
    member, sha256 = TEMPLATES[name]
    path = CACHE / "oracle" / member
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
            subprocess.run(command + ["--dest", folder, TEMPLATE_WHEEL], check=True)
            (wheel,) = pathlib.Path(folder).glob("*.whl")
            with zipfile.ZipFile(wheel) as archive:
                path.write_bytes(archive.read(f"trl/chat_templates/{member}"))
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"{path}: sha256 is not {sha256}; delete the file to fetch it again")
    return data.decode("utf-8")


class Oracle:
    def __init__(self, template: str = "llama-3.1", train_on: str = "assistant"):
        self.ranks = ranks()
        self.encoding = encoding(self.ranks)
        self.template = template
        self.train_on = train_on

        def raise_exception(message):
            raise jinja2.exceptions.TemplateError(message)

        def tojson(value, indent=None):
            return json.dumps(value, ensure_ascii=False, indent=indent)

        environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True)
        environment.filters["tojson"] = tojson
        environment.globals["raise_exception"] = raise_exception
        self.renderer = environment.from_string(template_text(template))

    def ordinary(self, text: str) -> list[int]:
        return self.encoding.encode_ordinary(text)

    def row(self, form: str, content) -> tuple[list[int], list[int]]:
        """The whole row of a record and its labels; `content` is a text or a list of messages."""
        if form == "text":
            ids = [BOS] + self.ordinary(content) + [EOS]
            return ids, [UNTRAINED] + ids[1:]
        return self.conversation_row(content)

    def conversation_row(self, messages: list[dict]) -> tuple[list[int], list[int]]:
        text = self.renderer.render(
            messages=messages, bos_token="<|begin_of_text|>", add_generation_prompt=False)
        contents = self.content_ranges(text, messages)
        answers = [i for i, (role, _, _) in enumerate(contents) if role == "assistant"]
        trained = set(answers[-1:] if self.train_on == "last" else answers)

        # Special tokens are those of the template: a spelling inside a message is its text. What
        # stands between two special tokens is encoded whole, header's newlines and text together.
        ids: list[int] = []
        labels: list[int] = []
        start = 0
        next_content = 0
        inside = None  # the message whose text is in the stretch at hand
        position = 0
        while position < len(text):
            if next_content < len(contents) and position == contents[next_content][1]:
                position = contents[next_content][2]
                inside = next_content
                next_content += 1
                # An empty text may be followed by nothing but its end of turn.
            name = next((n for n in SPECIALS if text.startswith(n, position)), None)
            if name is None:
                position += 1
                continue
            stretch = self.ordinary(text[start:position])
            ids += stretch
            is_trained = inside in trained
            if is_trained:
                # The header's newlines are one token, and not trained.
                assert self.encoding.decode(stretch[:1]) == "\n\n", stretch
                labels += [UNTRAINED] + stretch[1:]
            else:
                labels += [UNTRAINED] * len(stretch)
            ids.append(SPECIALS[name])
            labels.append(EOT if is_trained and name == "<|eot_id|>" else UNTRAINED)
            position += len(name)
            start = position
            inside = None
        assert start == len(text) and next_content == len(contents)
        if self.train_on == "all":
            labels = [UNTRAINED] + ids[1:]
        return ids, labels

    def content_ranges(self, text: str, messages: list[dict]) -> list[tuple[str, int, int]]:
        """Where each message's trimmed text stands in the rendered text."""
        ranges = []
        position = len("<|begin_of_text|>")
        for index, message in enumerate(messages):
            role, content = message["role"], message["content"].strip()
            if self.template == "llama-3.1" and index == 0:
                block = f"Today Date: {DATE}\n\n"
                position = text.index(block, position) + len(block)
                if role != "system":
                    assert text.startswith("<|eot_id|>", position)
                    position += len("<|eot_id|>")
            if not (self.template == "llama-3.1" and index == 0 and role == "system"):
                header = f"<|start_header_id|>{role}<|end_header_id|>\n\n"
                assert text.startswith(header, position), text[position:][:80]
                position += len(header)
            assert text.startswith(content + "<|eot_id|>", position), text[position:][:80]
            ranges.append((role, position, position + len(content)))
            position += len(content) + len("<|eot_id|>")
        assert position == len(text)
        return ranges


SHAREGPT_ROLES = {
    "human": "user", "user": "user", "gpt": "assistant", "assistant": "assistant",
    "chatgpt": "assistant", "system": "system",
}


def record(value) -> tuple[str, object] | None:
    """The form of a parsed line, and its messages or its text; None where no form fits."""

    def pair(question: str, answer: str):
        return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]

    if not isinstance(value, dict):
        return None
    try:
        if "messages" in value:
            messages = [{"role": m["role"], "content": m["content"]} for m in value["messages"]]
            return "messages", messages
        if "conversations" in value:
            return "conversations", [
                {"role": SHAREGPT_ROLES[m["from"]], "content": m["value"]}
                for m in value["conversations"]
            ]
        if "instruction" in value and "response" in value:
            return "instruction_response", pair(value["instruction"], value["response"])
        if "instruction" in value and "output" in value:
            given = value.get("input") or ""
            question = value["instruction"] + ("\n\n" + given if given else "")
            return "alpaca", pair(question, value["output"])
        if "prompt" in value and "completion" in value:
            return "prompt_completion", pair(value["prompt"], value["completion"])
        if "question" in value and "answer" in value:
            return "question_answer", pair(value["question"], value["answer"])
        if "text" in value:
            return "text", value["text"]
    except (KeyError, TypeError):
        return None
    return None
