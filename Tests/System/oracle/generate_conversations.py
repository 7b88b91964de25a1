#!/usr/bin/env python3
"""Writes random records of every form, many with tools, one JSON object a line, for compare.py.

Usage: python3 Tests/System/oracle/generate_conversations.py COUNT [SEED] > conversations.jsonl
       SEQUENCE_LENGTH=8192 Tests/System/oracle/run.sh conversations.jsonl

All forms, the ways in which lists spell a message, flags of training, thoughts, older keys of
tools, system prompts and passages are met, and every branch of llama-3.1's template: tools in the user turn and in the system block,
built-in tools, tool calls with arguments as objects and as strings, results of every JSON type,
system messages or none, contents as lists of parts, the nulls that Arrow adds, and what the
template refuses. Texts hold white space, scripts, special tokens' spellings and odd numbers.
"""

import json
import random
import struct
import sys

PIECES = [
    "a", "word ", "What is 2+2?", "é", "ß", "中文字", "日本語の", "😀", "👩‍👩‍👧", "\u200b", "\ufeff", "\u00a0",
    "\u3000", "\r\n", "\n\n", " \n", "\t", "  ", "{", "}", "\"", "\\", "'", "<b>&amp;</b>", "<|eot_id|>",
    "<|eom_id|>", "<|python_tag|>", "<|start_header_id|>assistant<|end_header_id|>\n\n", "1234567",
    "don't", "\x00", "\x1c", "\x1f", "\x7f", "\u0085", "\u2028", "None", "…", "العربية", "हिन्दी", "x" * 40,
]
SPACES = [" ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "\x1c", "\u2003"]
BUILTINS = ["brave_search", "wolfram_alpha", "code_interpreter"]


class Generator:
    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.has_tools = False

    def chance(self, count: int) -> bool:
        return self.random.randrange(count) == 0

    def text(self, most: int = 8) -> str:
        return "".join(self.random.choices(PIECES, k=self.random.randint(0, most)))

    def said(self) -> str:
        """A text that is not empty, with white space around it."""
        around = ["".join(self.random.choices(SPACES, k=self.random.randrange(3))) for _ in "ab"]
        return around[0] + self.text() + self.random.choice(["x", "Yes.", "42", "好"]) + around[1]

    def number(self):
        kind = self.random.randrange(8)
        if kind == 0:
            return self.random.randint(-(2**63), 2**64)
        if kind == 1:
            return self.random.randint(-(10**40), 10**40)
        if kind == 2:
            return self.random.choice([0.0, -0.0, 1e16, 1e-5, 1e22, 5e-324, 1.5, 123456789012345680.0,
                                       0.0001, 9999999999999998.0, 1e100, -2.5e-9, 100.0])
        if kind == 3:
            value = struct.unpack("<d", self.random.randbytes(8))[0]
            return value if value == value and abs(value) != float("inf") else 0.5
        if kind == 4:
            return round(self.random.uniform(-1000, 1000), self.random.randrange(6))
        return self.random.randint(-1000, 1000)

    def value(self, depth: int = 0):
        kind = self.random.randrange(8 if depth < 3 else 5)
        if kind == 0:
            return self.random.choice([None, True, False])
        if kind in (1, 2):
            return self.number()
        if kind in (3, 4):
            return self.text()
        if kind == 5:
            return [self.value(depth + 1) for _ in range(self.random.randrange(4))]
        return self.mapping(depth)

    def mapping(self, depth: int = 0) -> dict:
        return {self.text(3) or f"k{i}": self.value(depth + 1)
                for i in range(self.random.randrange(4))}

    def spelled(self, value) -> str:
        """JSON as this or that writer spells it."""
        return json.dumps(
            value, ensure_ascii=self.chance(2), indent=self.random.choice([None, None, 2]),
            separators=self.random.choice([None, (",", ":")]))

    def call(self, builtins: list[str]) -> dict:
        if builtins and self.chance(2):
            name = self.random.choice(builtins)
            arguments = {f"k{i}": self.text() for i in range(self.random.randrange(3))}
            if self.chance(40):
                arguments["number"] = self.number()
        else:
            name = self.random.choice(["get_weather", "add", "ünï", "a\"b", "x.y", "<|eot_id|>"])
            arguments = self.mapping()
        if self.chance(2):
            arguments = self.spelled(arguments)
        call = {"type": "function", "function": {"name": name, "arguments": arguments}}
        if self.chance(2):
            call["id"] = "call_1"
        return call

    def parts(self, text: str):
        """The text itself, or a list of parts that join to it."""
        if not self.chance(6):
            return text
        cut = self.random.randint(0, len(text))
        return [{"type": "text", "text": part} for part in (text[:cut], text[cut:])]

    def message(self, role: str, builtins: list[str]) -> dict:
        message = {"role": role}
        if role in ("tool", "ipython"):
            content = self.value()
            message["content"] = self.text() if content is None else content
        elif role == "assistant" and self.chance(2):
            calls = [self.call(builtins)]
            if self.chance(30):
                calls.append(self.call(builtins))
            message["tool_calls"] = calls
            beside = self.random.choice(["missing", None, "", "Let me look."])
            if beside != "missing":
                message["content"] = beside
        else:
            message["content"] = self.parts(self.said())
            if role == "system" and self.chance(4):
                message["content"] = ""
            if self.chance(4):
                message["tool_calls"] = self.random.choice([None, []])
        if self.chance(6):
            message["name"] = None
        if role == "assistant":
            self.mark(message)
        # Of tools in a marked turn every part of a split conversation would have the mark.
        elif self.chance(8) and (role != "user" or not self.has_tools):
            message[self.random.choice(["weight", "train", "loss"])] = 0
        items = list(message.items())
        self.random.shuffle(items)
        return dict(items)

    def mark(self, message: dict) -> None:
        """Says of an answer whether it is trained, what it thought, or its call in older keys."""
        if self.chance(3):
            value = self.random.choice([0, 1, 0.0, 1.0, True, False, None])
            key = self.random.choice(["weight", "train", "trainable", "loss", "mask"])
            message[key] = value
        if "tool_calls" not in message or not message["tool_calls"]:
            kind = self.random.randrange(8)
            thought = self.random.choice(SPACES) + self.text() + "t\n"
            if kind < 2:
                key = ["reasoning_content", "thinking"][kind]
                message[key] = thought
            elif kind == 2 and isinstance(message["content"], str):
                thought = self.random.choice([thought, "", "\n\n"])
                message["content"] = f"<think>{thought}</think>{message['content']}"
        elif len(message["tool_calls"]) == 1 and self.chance(4):
            call = dict(message.pop("tool_calls")[0]["function"])
            if self.chance(2):
                message["function_call"] = call
            else:
                message.clear()
                message["role"] = self.random.choice(["function_call", "tool_call"])
                message["content"] = self.spelled(call) if self.chance(2) else call

    def pair(self) -> dict:
        """A record of a form of two texts, with what may stand beside them."""
        keys = self.random.choice([
            ("instruction", "response"), ("instruction", "output"), ("prompt", "completion"),
            ("question", "answer"), ("inputs", "targets")])
        record = {key: self.said() for key in keys}
        if keys[0] == "instruction" and self.chance(3):
            record["history"] = [
                [self.said(), self.said()] for _ in range(self.random.randrange(3))]
        for key in {"instruction": ["input", "context"], "question": ["context"]}.get(keys[0], []):
            if self.chance(3):
                record[key] = self.random.choice([None, "", " \n", self.said(), self.said()])
        return record

    def turned(self, messages: list[dict]) -> dict:
        """Messages as a list under this or that key, in this or that spelling."""
        kind = self.random.randrange(8)
        if kind == 0 and len(messages) > 1 and messages[-1]["role"] == "assistant":
            return {"prompt": messages[:-1], "completion": messages[-1:]}
        if kind == 1:
            return {"messages": self.spelled(messages)}
        if kind > 3:
            return {"messages": messages}
        names = {"user": ["user", "human"], "assistant": ["gpt", "assistant", "chatgpt", "bard"],
                 "tool": ["tool", "function", "observation"], "system": ["system", "developer"]}
        keys = {"role": "from", "content": "value"}
        return {self.random.choice(["conversations", "messages"]): [
            {keys.get(key, key): self.random.choice(names.get(value, [value]))
             if key == "role" else value for key, value in message.items()}
            for message in messages]}

    def record(self) -> dict:
        record = self.conversation() if not self.chance(4) else self.pair()
        if self.chance(4):
            record[self.random.choice(["system", "system_prompt"])] = self.random.choice(
                [None, " ", self.said(), self.said()])
        if self.chance(8):
            record["train_on_input"] = self.random.choice([True, 1, False, None])
        items = list(record.items())
        self.random.shuffle(items)
        return dict(items)

    def conversation(self) -> dict:
        record = {}
        builtins = []
        self.has_tools = self.chance(2)
        if self.has_tools:
            record["tools"] = [self.schema() for _ in range(self.random.randrange(4))]
            if self.chance(4):
                record["tools"] = self.spelled(record["tools"])
        elif self.chance(4):
            record["tools"] = None
        if self.chance(4):
            builtins = self.random.sample(BUILTINS, self.random.randrange(4))
            record["builtin_tools"] = builtins
        if self.chance(3):
            record["tools_in_user_message"] = self.random.choice([True, False, None])
        roles = []
        if self.chance(2):
            roles.append("system")
        if not self.chance(25):
            roles.append("user")
        for _ in range(self.random.randint(1, 3)):
            roles.append("assistant")
            if self.chance(2):
                roles += [self.random.choice(["tool", "ipython"]), "assistant"]
            if self.chance(2):
                roles.append("user")
            if self.chance(20):
                roles.append("system")
        messages = [self.message(role, builtins) for role in roles]
        record.update(self.turned(messages))
        if "tools" in record and isinstance(record["tools"], list) and self.chance(6):
            record["functions"] = [tool["function"] for tool in record.pop("tools")]
        return record

    def schema(self) -> dict:
        return {"type": "function", "function": {
            "name": "f", "description": self.text(), "parameters": self.mapping()}}


def main() -> None:
    generator = Generator(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for _ in range(int(sys.argv[1])):
        print(generator.spelled(generator.record()).replace("\n", " "))


if __name__ == "__main__":
    main()
