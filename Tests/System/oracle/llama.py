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
import re
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
    # Llama-3.3-70B-Instruct's own text is the same, to the byte.
    "llama-3.3": (
        "llama3_1.jinja", "e10ca381b1ccc5cf9db52e371f3b6651576caee0a630b452e2816b2d404d4b65"),
    "llama-3": (
        "llama3.jinja", "ba03a121d097859c7b5b9cd03af99aafe95275210d2876f642ad9929a150f122"),
}

# Meta's llama-models, models/llama3/tokenizer.py
PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)

BOS, EOS, START_HEADER, END_HEADER = 128000, 128001, 128006, 128007
EOM, EOT, PYTHON_TAG = 128008, 128009, 128010
SPECIALS = {
    "<|begin_of_text|>": BOS,
    "<|end_of_text|>": EOS,
    "<|start_header_id|>": START_HEADER,
    "<|end_header_id|>": END_HEADER,
    "<|eom_id|>": EOM,
    "<|eot_id|>": EOT,
    "<|python_tag|>": PYTHON_TAG,
}
UNTRAINED = -100
HEADER = "<|start_header_id|>{}<|end_header_id|>\n\n"


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


def library(path: str):
    """The tokenizers library with the vocabulary of a tokenizer.json, which takes nothing for special."""
    import tokenizers

    found = tokenizers.Tokenizer.from_file(path)
    found.encode_special_tokens = True
    return found


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
    def __init__(
        self, template: str = "llama-3.1", train_on: str = "assistant", date: str | None = None,
        reasoning: str = "drop"):
        self.ranks = ranks()
        self.encoding = encoding(self.ranks)
        self.template = template
        self.train_on = train_on
        self.reasoning = reasoning
        # Without one the template prints its own.
        self.date = {} if date is None else {"date_string": date}

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

    def row(self, form: str, content, tools: dict | None = None) -> tuple[list[int], list[int]]:
        """The whole row of a record and its labels; `content` is a text or a list of messages.

        `tools` holds what the template is given beside messages: tools, builtin_tools,
        tools_in_user_message. Raises jinja2's TemplateError where the template does.
        """
        if form == "text":
            ids = [BOS] + self.ordinary(content) + [EOS]
            return ids, [UNTRAINED] + ids[1:]
        tools = tools or {}
        if TEMPLATES[self.template] == TEMPLATES["llama-3"] and (
                any(tools.values()) or any(
                    message.get("tool_calls") or message["role"] in ("tool", "ipython")
                    for message in content)):
            # The template leaves them out without a word.
            raise jinja2.exceptions.TemplateError("tools, calls and results are not rendered")
        return self.conversation_row(content, tools)

    def render(self, messages: list[dict], tools: dict) -> str:
        return self.renderer.render(
            messages=messages, bos_token="<|begin_of_text|>", add_generation_prompt=False,
            **self.date, **tools)

    def with_thoughts(self, messages: list[dict]) -> list[dict]:
        """The messages with those thoughts in their contents that are to be written."""
        answers = [i for i, m in enumerate(messages) if m["role"] == "assistant"]
        written = {"drop": [], "last": answers[-1:], "keep": answers}[self.reasoning]
        return [
            dict(m, content=f"<think>\n{m['thought'].strip()}\n</think>\n\n{m['content'].strip()}")
            if i in written and "thought" in m else m
            for i, m in enumerate(messages)]

    def conversation_row(self, messages: list[dict], tools: dict):
        messages = self.with_thoughts(messages)
        answers = [i for i, m in enumerate(messages) if m["role"] == "assistant"]
        trained = set(answers[-1:] if self.train_on == "last" else answers)
        said = {i: m["trained"] for i, m in enumerate(messages) if "trained" in m}
        trained = {i for i in range(len(messages)) if said.get(i, i in trained)}
        marked = {i for i, is_trained in said.items() if not is_trained}
        ids, labels, spared = [BOS], [UNTRAINED], set()
        for index, piece in self.pieces(messages, tools):
            message = messages[index] if index is not None else {}
            piece_ids, header = self.piece_ids(piece, message, tools)
            ids += piece_ids
            labels += [UNTRAINED] * header
            rest = piece_ids[header:]
            labels += rest if index in trained else [UNTRAINED] * len(rest)
            first = messages[0]
            of_prompt = index is None and first.get("prompt", False)
            if index in marked or of_prompt:
                spared.update(range(len(ids) - len(piece_ids), len(ids)))
        if self.train_on == "all":
            labels = [UNTRAINED if i == 0 or i in spared else id for i, id in enumerate(ids)]
        return ids, labels

    def pieces(self, messages: list[dict], tools: dict):
        """What each message adds to the rendered text, told by rendering ever more of them.

        The first piece is the system block of llama-3.1's text, of the system message or of none.
        """
        text = self.render(messages, tools)
        done = len("<|begin_of_text|>")
        first = 0
        if TEMPLATES[self.template] == TEMPLATES["llama-3.1"]:
            # An empty system message and none are the same text.
            system, rest = {"role": "system", "content": ""}, messages
            if messages[0]["role"] == "system":
                system, rest, first = messages[0], messages[1:], 1
            if tools.get("tools") is not None and tools.get("tools_in_user_message", True):
                # That message stands in a user turn, whatever its role.
                if rest and rest[0]["role"] != "user":
                    raise jinja2.exceptions.TemplateError("the tools' turn is not the user's")
                # Without schemas nothing behind the header is anybody's text.
                empty = dict(tools, tools=[])
                block = self.render([system, {"role": "user", "content": ""}], empty)
                block = block[: block.rindex(HEADER.format("user"))]
            else:
                block = self.render([system], tools)
            assert text.startswith(block)
            yield (0 if first else None), block[done:]
            done = len(block)
        for index in range(first, len(messages)):
            end = len(self.render(messages[: index + 1], tools))
            yield index, text[done:end]
            done = end
        assert done == len(text)

    def piece_ids(self, piece: str, message: dict, tools: dict) -> tuple[list[int], int]:
        """The ids of one message's rendered text, and how many of them are its header.

        Special tokens are those of the template: a spelling inside a text is text. What stands
        between two special tokens is encoded whole, header's newlines and text together.
        """
        role, rest = piece.removeprefix("<|start_header_id|>").split("<|end_header_id|>", 1)
        end = "<|eom_id|>" if rest.endswith("<|eom_id|>") else "<|eot_id|>"
        assert rest.endswith(end)
        text = rest[: -len(end)]
        ids = [START_HEADER] + self.ordinary(role) + [END_HEADER]
        builtins = tools.get("builtin_tools") or []
        calls = message.get("tool_calls")
        # Llama 3's own template writes no calls; a record that has one is rejected.
        if calls and calls[0]["function"]["name"] in builtins and "<|python_tag|>" in text:
            newlines, tag, text = text.partition("<|python_tag|>")
            assert newlines == "\n\n" and tag
            ids += self.ordinary(newlines)
            header = len(ids)
            ids += [PYTHON_TAG] + self.ordinary(text)
        else:
            stretch = self.ordinary(text)
            # The header's newlines are one token, and not trained.
            assert message.get("role") != "assistant" or (
                self.encoding.decode(stretch[:1]) == "\n\n"), stretch
            header = len(ids) + 1
            own = content_text(message.get("content") or "") if message.get("trained") else None
            if own is not None:
                # Tools that stand in the turn of a user are not what that user says.
                before = text[: len(text) - len(own.strip())]
                assert text.endswith(own.strip()) and stretch[:len(self.ordinary(before))] == (
                    self.ordinary(before))
                header = len(ids) + len(self.ordinary(before))
            ids += stretch
        return ids + [SPECIALS[end]], header


ROLES = {
    "user": "user", "human": "user", "assistant": "assistant", "gpt": "assistant",
    "model": "assistant", "chatgpt": "assistant", "bard": "assistant", "bing": "assistant",
    "system": "system", "developer": "system", "tool": "tool", "function": "tool",
    "observation": "tool", "tool_response": "tool", "ipython": "ipython",
    "function_call": "call", "tool_call": "call",
}
THINKS = re.compile(r"\A[ \t\r\n]*<think>(.*?)</think>[ \t\r\n]*", re.DOTALL)


def plain(value):
    """JSON within a string, or the value itself."""
    return json.loads(value) if isinstance(value, str) else value


def content_text(content):
    if isinstance(content, list):
        return "".join(part["text"] for part in content)
    return content


def calls_of(calls: list) -> list:
    return [
        {"function": {"name": call["name"], "arguments": plain(call["arguments"])}}
        for call in calls]


def is_trained(value: dict) -> bool | None:
    """What a message's flags say of its training; None where it has none."""
    said = [bool(value[key]) for key in ("weight", "train", "trainable", "loss")
            if value.get(key) is not None]
    if value.get("mask") is not None:
        said.append(not value["mask"])
    return said[0] if said else None


def message(value: dict, role_key: str, key: str) -> dict:
    """A message as the template takes it; nulls and empty lists that Arrow adds are left out.

    Beside it stand `trained` where flags say that it is not, and its `thought`.
    """
    role_key = role_key if role_key in value else {"role": "from", "from": "role"}[role_key]
    key = key if key in value else {"content": "value", "value": "content"}[key]
    role = ROLES[value[role_key]]
    result = {"role": "assistant" if role == "call" else role}
    calls = value.get("tool_calls")
    if role == "call":
        said = plain(value[key])
        result["tool_calls"] = calls_of(said if isinstance(said, list) else [said])
    elif calls:
        result["tool_calls"] = calls_of([call["function"] for call in calls])
    elif value.get("function_call"):
        result["tool_calls"] = calls_of([plain(value["function_call"])])
    elif role in ("tool", "ipython"):
        result["content"] = value[key]
    else:
        result["content"] = content_text(value[key])
        if role == "assistant":
            split_thought(result, value)
    if is_trained(value) is False:
        result["trained"] = False
    return result


def split_thought(result: dict, value: dict) -> None:
    thoughts = [value[key] for key in ("reasoning_content", "reasoning", "thinking")
                if isinstance(value.get(key), str) and value[key].strip()]
    while found := THINKS.match(result["content"].lstrip()):
        result["content"] = result["content"].lstrip()[found.end():]
        if found[1].strip():
            thoughts.insert(0, found[1])
    if thoughts:
        result["thought"] = thoughts[0]


def messages_of(value, role_key: str, key: str) -> list[dict]:
    return [message(m, role_key, key) for m in plain(value)]


def tools_of(value: dict) -> dict:
    """What a record says of tools, as the template takes it; empty lists define nothing."""
    found = {}
    for key in ("tools", "builtin_tools"):
        if value.get(key) and plain(value[key]):
            found[key] = plain(value[key])
    if value.get("functions") and plain(value["functions"]):
        found["tools"] = [
            {"type": "function", "function": f} for f in plain(value["functions"])]
    if found and value.get("tools_in_user_message") is not None:
        found["tools_in_user_message"] = value["tools_in_user_message"]
    return found


def pair(value: dict, question: str, answer: str, *passages: str) -> list[dict]:
    turns = []
    if "input" in passages:
        for asked, answered in value.get("history") or []:
            turns += [{"role": "user", "content": asked}, {"role": "assistant", "content": answered}]
    texts = [value[question]] + [value[key] for key in passages if (value.get(key) or "").strip()]
    return turns + [{"role": "user", "content": "\n\n".join(texts)},
                    {"role": "assistant", "content": value[answer]}]


def body(value: dict) -> tuple[str, object, dict] | None:
    if "messages" in value:
        return "messages", messages_of(value["messages"], "role", "content"), tools_of(value)
    if "conversations" in value:
        return "conversations", messages_of(value["conversations"], "from", "value"), tools_of(value)
    if "instruction" in value and "response" in value:
        return "instruction_response", pair(
            value, "instruction", "response", "input", "context"), {}
    if "instruction" in value and "output" in value:
        return "alpaca", pair(value, "instruction", "output", "input", "context"), {}
    if "prompt" in value and "completion" in value:
        if not isinstance(value["prompt"], list):
            return "prompt_completion", pair(value, "prompt", "completion"), {}
        asked = [dict(m, trained=False, prompt=True) for m in messages_of(value["prompt"], "role", "content")]
        return "prompt_completion", asked + messages_of(
            value["completion"], "role", "content"), tools_of(value)
    if "question" in value and "answer" in value:
        return "question_answer", pair(value, "question", "answer", "context"), {}
    if "text" in value:
        return "text", value["text"], {}
    if "inputs" in value and "targets" in value:
        return "inputs_targets", pair(value, "inputs", "targets"), {}
    return None


def record(value) -> tuple[str, object, dict] | None:
    """The form of a parsed line, its messages or its text, and its tools; None for no form."""
    if not isinstance(value, dict):
        return None
    try:
        found = body(value)
        if found is None or found[0] == "text":
            return found
        form, messages, tools = found
        for key in ("system", "system_prompt"):
            own = value.get(key) or ""
            if own.strip() and not any(
                    m["role"] == "system" and m["content"].strip() for m in messages):
                rest = messages[1:] if messages[0]["role"] == "system" else messages
                # Before a prompt that is never trained it is a part of it.
                first = messages[0]
                mark = {"trained": False, "prompt": True} if first.get("prompt") else {}
                messages = [{"role": "system", "content": own, **mark}] + rest
        if value.get("train_on_input") is not None:
            flag = bool(value["train_on_input"])
            messages = [dict(m, trained=flag) if m["role"] == "user" and "trained" not in m else m
                        for m in messages]
        return form, messages, tools
    except (KeyError, TypeError):
        return None
