#!/usr/bin/env python3
"""Writes an input whose records do all that a page might obey, and the texts that it must show.

Usage: Tests/System/report/hostile.py INPUT.jsonl TEXTS.json

TEXTS.json lists for each text whether its record is kept. Each text stands in an instruction, an
answer, a source and a field's name; those with bytes that are not UTF-8 are lines of their own.
"""

import json
import pathlib
import sys

MARKUP = [
    "<script>document.title='run'</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none!important}</style>",
    "--><!-- <b>comment</b> -->",
    "]]><![CDATA[<b>x</b>]]>",
    "<img src=x onerror=\"document.title='run'\">",
    "<img src='https://example.com/pixel.png'>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "\" onfocus=alert(1) autofocus tabindex=1 x=\"",
    "` onclick=alert(1) `",
    "<iframe src='https://example.com/'></iframe>",
    "<object data='https://example.com/'></object><embed src='https://example.com/'>",
    "<link rel=stylesheet href='https://example.com/a.css'>",
    "<style>@import 'https://example.com/b.css';</style>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<base href='https://example.com/'><a href=x>link</a>",
    "<form action='https://example.com/'><button>send</button></form>",
    "<a href=\"javascript:alert(1)\">link</a>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "</div></section></details></main></body></html><h1>after the end</h1>",
    "<textarea><title><plaintext><xmp><noscript><template>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "&lt;script&gt; &amp; &#x3C;b&#x3E; &nbsp; &notit;",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %>",
    "\\u003cscript\\u003e \\x3cscript\\x3e %3Cscript%3E",
    "url(https://example.com/c.png) } * { display: none } /*",
]
CHARACTERS = [
    "null \u0000 bell \u0007 escape \u001b[31m red \u001b]0;title\u0007 delete \u007f return \r end",
    "next line \u0085 separators \u2028 \u2029 form feed \f vertical tab \v",
    "override \u202ereversed\u202c isolate \u2067right\u2069 mark \u200f\u200e\u061c",
    "invisible \u200b\u2060\ufeff\u180e and tags \U000e0041\U000e0042",
    "noncharacters \ufffe \uffff and private \ue000 \uef80 \uf8ff",
    "stacked " + "a" + "\u0301\u0300\u0302\u0303\u0336" * 60,
    "right to left \u05e9\u05dc\u05d5\u05dd, \u0645\u0631\u062d\u0628\u0627 (1) <b>",
    "emoji \U0001f469\u200d\U0001f680 \u2764\ufe0f and Persian "
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a" * 3000,
    "\u6771\u4eac" * 1500,
    "lines\n" * 400,
    "\t tabs \t and   spaces \n\n\n and lines",
]
# Lines that are rejected, and what of them must be seen.
LINES = [
    (b'{"instruction": "bytes \xff\xfe\xc3", "response": "<b>\xe9</b>"}', "bytes \\xFF\\xFE\\xC3"),
    (b'{"instruction": "<script>alert(2)</script>", "response": ""}', "<script>alert(2)</script>"),
    (b'{"instruction": "cut off <img src=x onerror=alert(3)>', "cut off <img src=x onerror=alert(3)>"),
    (b'<!doctype html><script>alert(4)</script>', "<script>alert(4)</script>"),
    (b'{"messages": [{"role": "<script>alert(5)</script>", "content": "x"}]}', "<script>alert(5)</script>"),
    (b'{"<script>alert(6)</script>": 1}', "<script>alert(6)</script>"),
    ('{"instruction": "raw \u202e override \u0085 <U+", "response": " "}'.encode(),
     "raw <U+202E> override <U+0085>"),
]


def main() -> None:
    lines, texts = [], []
    for number, text in enumerate(MARKUP + CHARACTERS):
        short = text[:60]
        lines.append(json.dumps({
            "instruction": f"{number} {text}", "response": f"{text} {number}", "source": short,
            f"field {short}": 1}, ensure_ascii=number % 2 == 0).encode("utf-8", "surrogatepass"))
        texts.append({"text": text, "kept": True})
    for line, seen in LINES:
        lines.append(line)
        texts.append({"text": seen, "kept": False})
    pathlib.Path(sys.argv[1]).write_bytes(b"\n".join(lines) + b"\n")
    pathlib.Path(sys.argv[2]).write_text(json.dumps(texts))


if __name__ == "__main__":
    main()
