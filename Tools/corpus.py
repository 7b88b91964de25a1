#!/usr/bin/env python3
"""Prints records of many languages, forms and faults: the corpus of crash, damage and order tests.

Usage: Tools/corpus.py COUNT [--seed 0] [--texts fixtures/languages/texts.jsonl] [--array]

The same arguments give the same bytes. Texts come from a file of `{"lang", "text"}` lines, and are
joined, mixed, repeated and spoilt; one line in nine is no sound record. With --array the records are
one JSON array, without the lines that no array can hold.
"""

import argparse
import json
import os
import random
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
TEXTS = os.path.join(ROOT, "fixtures/languages/texts.jsonl")
SOURCES = ["letters", "kitchen", "κήπος", "naïve", "", None]
ASKED = {"fr": "French", "de": "German", "ja": "Japanese", "ru": "Russian", "zh": "Chinese",
         "ar": "Arabic", "hi": "Hindi", "sw": "Swahili", "ko": "Korean", "es": "Spanish"}
NOTATION = ["`x = y[0]`", "```\nfor i in range(9): print(i)\n```", "$a^2 + b^2$", r"\begin{align}",
            "<b>", "&amp;", "https://example.org/a?b=c", "me@example.org", "3.14", "ABC-200 / Y",
            "García López", "B2B GmbH", "<|eot_id|>", "<|begin_of_text|>", "'s", "1 234 567"]
MARKS = ["🙂", "👩‍👩‍👧", "e\u0301\u0323", "\u200d", "\u202e", "\ufeff", "\u0000", "\u007f", "\u2028",
         "\U0010ffff", "ﷺ", "ſ", "İ", "½", "Ⅷ", "a\u0300" * 9]


class Corpus:
    """Records that come one after the other from one random stream."""

    def __init__(self, seed, path=TEXTS):
        self.rng = random.Random(seed)
        self.texts = {}
        with open(path, encoding="utf-8") as file:
            for line in file:
                text = json.loads(line)
                self.texts.setdefault(text["lang"], []).append(text["text"])
        self.languages = sorted(self.texts)
        self.records = []

    def plain(self, language):
        """One to six sentences of a language."""
        count = self.rng.choice([1, 1, 1, 2, 3, 6])
        return " ".join(self.rng.choice(self.texts[language]) for _ in range(count))

    def text(self, language):
        """A text of a language, or one that is not of it alone."""
        text, rng = self.plain(language), self.rng
        kind = rng.randrange(20)
        if kind == 0:
            text += " " + self.plain(rng.choice(self.languages))
        elif kind == 1:
            words = text.split() + self.plain(rng.choice(self.languages)).split()
            text = " ".join(rng.sample(words, len(words)))
        elif kind == 2:
            text = " ".join([text, rng.choice(NOTATION), self.plain(language), rng.choice(NOTATION)])
        elif kind == 3:
            place = rng.randrange(len(text) + 1)
            text = text[:place] + rng.choice(MARKS) + text[place:]
        elif kind == 4:
            text = "\n".join([text] * rng.choice([2, 5, 40]))
        elif kind == 5:
            text = (text + " ") * rng.choice([3, 12])
        elif kind == 6:
            text = text.upper()
        elif kind == 7:
            text = rng.choice([" ", "\n", "=", "ab", "字", "а"]) * rng.choice([1, 3, 70, 900]) + text
        elif kind == 8:
            text = text[:rng.randrange(1, 6)]
        elif kind == 9:
            text = rng.choice(NOTATION + MARKS)
        elif kind == 10:
            text = "\t\r\n  " + text + " \u00a0\n"
        elif kind == 11 and rng.random() < 0.3:
            text = " ".join(self.plain(language) for _ in range(60))
        elif kind == 12:
            text += "\nAs an AI language model, I cannot say more."
        return text

    def exchange(self):
        """What is asked and what is answered; now and then in a language that is asked for."""
        rng = self.rng
        language = rng.choice(self.languages)
        if rng.random() < 0.12:
            wanted = rng.choice([code for code in ASKED if code in self.texts])
            asked = rng.choice(["Translate into {}: {}", "Say it in {}. {}", "How do you say '{1}' in {0}?"])
            return asked.format(ASKED[wanted], self.plain("en")), self.text(wanted)
        if rng.random() < 0.35:
            return self.text("en"), self.text(rng.choice(["en", "en", language]))
        return self.text(language), self.text(language)

    def turns(self):
        for _ in range(self.rng.choice([1, 1, 2, 4])):
            asked, answered = self.exchange()
            yield "user", asked
            yield "assistant", answered

    def messages(self):
        """A list of messages, some of them with a system prompt, parts of contents, or tools."""
        rng = self.rng
        messages = [{"role": role, "content": text} for role, text in self.turns()]
        record = {"messages": messages}
        if rng.random() < 0.3:
            messages.insert(0, {"role": "system", "content": self.text(rng.choice(self.languages))})
        if rng.random() < 0.2:
            message = rng.choice(messages)
            message["content"] = [{"type": "text", "text": part}
                                  for part in (message["content"], "…", self.plain("en"))]
        if rng.random() < 0.3:
            arguments = {"place": self.plain(rng.choice(self.languages)), "days": rng.randrange(10**20)}
            schema = {"type": "function", "function": {"name": "weather", "parameters": {
                "type": "object", "properties": {"place": {"type": "string"}}}}}
            record["tools"] = rng.choice([[schema], json.dumps([schema]), None, []])
            record["builtin_tools"] = rng.choice([None, ["brave_search", "code_interpreter"]])
            record["tools_in_user_message"] = rng.choice([True, False])
            name = rng.choice(["weather", "brave_search"])
            if name == "brave_search":
                del arguments["days"]
            call = {"function": {"name": name, "arguments": rng.choice([arguments, json.dumps(arguments)])}}
            messages += [{"role": "assistant", "content": None, "tool_calls": [call]},
                         {"role": rng.choice(["tool", "ipython"]), "content": rng.choice(
                             [self.plain("en"), {"sky": "grey", "°C": -3.5}, [1e400, None], True])},
                         {"role": "assistant", "content": self.text("en")}]
        return record

    def record(self):
        rng = self.rng
        form = rng.randrange(7)
        if form == 0:
            record = self.messages()
        elif form == 1:
            names = {"user": "human", "assistant": "gpt"}
            record = {"conversations": [{"from": names[role], "value": text}
                                        for role, text in self.turns()]}
        elif form == 2:
            asked, answered = self.exchange()
            record = {"instruction": asked, "output": answered,
                      "input": rng.choice(["", None, self.text(rng.choice(self.languages))])}
        elif form == 3:
            record = {"text": self.text(rng.choice(self.languages))}
        else:
            keys = [("instruction", "response"), ("prompt", "completion"), ("question", "answer")]
            record = dict(zip(keys[form - 4], self.exchange()))
        source = rng.choice(SOURCES)
        if source is not None:
            record[rng.choice(["source_dataset", "source"])] = source
        if rng.random() < 0.5:
            record["quality_score"] = rng.choice([0, 3, 7.5, 9, -1e-9, 10**30, "8", None, True])
        return json.dumps(record, ensure_ascii=rng.random() < 0.3).encode("utf-8", "surrogatepass")

    def fault(self):
        """A line that is no sound record, or none at all, or one that was there before."""
        rng = self.rng
        line = self.record()
        kind = rng.randrange(16)
        if kind == 0:
            return b""
        if kind == 1:
            return b" \t\r"
        if kind == 2:
            return line[:rng.randrange(len(line))]
        if kind == 3:
            place = rng.randrange(len(line))
            return line[:place] + rng.choice([b"\xff", b"\xc3", b"\xed\xa0\x80", b"\0"]) + line[place:]
        if kind == 4:
            return b'{"instruction":"\\ud83d alone","response":"' + self.plain("en").encode() + b'"}'
        if kind == 5:
            return b'{"text":"once","text":"twice"}'
        if kind == 6:
            return rng.choice([b"7", b"null", b'"text"', b"[]", b"{}", b"nul", b"{} {}", b"\xef\xbb\xbf{}"])
        if kind == 7:
            return b'{"instruction":"%d?"}' % rng.randrange(1000)
        if kind == 8:
            return json.dumps({"question": self.plain("en"), "answer": rng.choice(["", 7, None])}).encode()
        if kind == 9:
            return b'{"messages":[{"role":"wizard","content":"x"}]}'
        if kind == 10:
            return b'{"messages":[{"role":"user","content":"' + self.plain("ja").encode() + b'"}]}'
        if kind == 11:
            return b'{"text":' + b"[" * 1100 + b"]" * 1100 + b"}"
        if kind == 12:
            # Longer than the 16 KiB that tests give to --max-line, and than what is kept of a line.
            return json.dumps({"text": self.plain("ja") + "x" * rng.choice([17_000, 30_000, 70_000])},
                              ensure_ascii=False).encode()
        if kind == 13:
            return line + b"\r"
        return rng.choice(self.records) if self.records else line

    def lines(self, count):
        """So many lines, without their line ends."""
        for _ in range(count):
            if self.rng.random() < 1 / 9:
                yield self.fault()
            else:
                self.records.append(self.record())
                yield self.records[-1]

    def jsonl(self, count):
        """So many lines as the bytes of a file."""
        return b"".join(line + b"\n" for line in self.lines(count))

    def array(self, count):
        """So many records, sound and unsound, as one JSON array."""
        elements = [self.record() for _ in range(2)]
        for line in self.lines(count - 2):
            try:
                elements.append(line if json.loads(line) is not None else b"null")
            except (ValueError, RecursionError):
                pass
        space = [b"", b" ", b"\n", b"\n\n  "]
        border = [self.rng.choice(space) + b"," + self.rng.choice(space) for _ in elements]
        return b"[\n" + b"".join(a + b for a, b in zip(elements[1:], border)) + elements[0] + b"\n]\n"


def main():
    parser = argparse.ArgumentParser(usage=__doc__.splitlines()[2].removeprefix("Usage: "))
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--texts", default=TEXTS)
    parser.add_argument("--array", action="store_true")
    options = parser.parse_args()
    corpus = Corpus(options.seed, options.texts)
    sys.stdout.buffer.write((corpus.array if options.array else corpus.jsonl)(options.count))


if __name__ == "__main__":
    main()
