"""Strings that tokenizers are known to cut or merge wrongly, and a generator of more."""

import random

# White space and line ends of every kind, contractions, numbers, marks, scripts, joiners, controls.
PIECES = (
    ["'s", "'S", "'ſ", "'RE", "'ll", "'lL", "'D", "'t", "'vE", "’s", "'", "''", "ſ", "İ", "ß", "ﬆ"]
    + [" ", "  ", "\n", "\r\n", "\r", "\t", "\v", "\f", "\u0085", "\u00a0", "\u1680", "\u2003"]
    + ["\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u180e", "\u200b", "\ufeff", "\x1c"]
    + ["0", "12", "1234", "½", "²", "Ⅷ", "①", "१२", "é", "e\u0301", "\u0301", "a", "Z", "_", "-"]
    + ["中", "文", "。", "あ", "ก", "ា", "한", "ש", "ع", "😀", "👨‍👩‍👧", "🏽", "🇩🇪", "\u200d", "\ufe0f"]
    + ["...", "!", "==", "//", "\x00", "\x7f", "\ue000", "\U0010ffff", "\ufffd", "<|eot_id|>"]
    # Letters and numbers that one version of Unicode knows and the next or last does not.
    + ["\u088f", "\u1c89", "\ua7ce", "\ua7da", "\U00010d40", "\U00011de0", "\U000323b0"]
)

FIXED = [
    "", " ", "a", "Hello, world!", "The quick brown fox jumps over the lazy dog.",
    "'ſektedir", " 'ſektedir", "'ſ", "x'ſ", "I'll we'Re they'VE it'S 'sword 'Tis don’t",
    "x \n\n ", "x \n\n y", "  leading and trailing  ", "\n", "\r", "\r\n", "\n\n\n", "\r\r\r", " \r ",
    "a\rb", "a \r\n\r\n  b", "\t\tif x:\n\t\t\treturn\n", "!!\n\n!", "?\r\n\r\n", " ...\n \n",
    "1", "12", "123", "1234", "1234567890", "3.14159", "½²Ⅷ①१२३४", "a1b22c333d4444", "٠١٢٣٤",
    "e\u0301te\u0301", "\u0301", " \u0301", "a\u0301\u0302\u0303", "नमस्ते दुनिया", "สวัสดีชาวโลก", "ខ្មែរ",
    "今天天气很好,我们去公园散步吧。", "日本語のテキスト、カタカナと漢字。", "한국어 문장입니다.", "مرحبا بالعالم", "שלום עולם",
    "Привет, мир! Ещё раз.", "Việt Nam", " Việt", " даже", " nghiệ", "Ελληνικά γράμματα",
    "👩‍👩‍👧‍👦", "👋🏽👋", "🇩🇪🇯🇵", "a😀b", "🏳️‍🌈", "\u200b\u200b", "\ufeffBOM", "a\u00a0b", "\u3000全角",
    "<|eot_id|>", "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n", "<|", "|>",
    "def f(x):\n    return {'a': x**2, \"b\": [1, 2]}  # note\n\n\nclass A:\n    pass\n",
    "| a | b |\n|---|:-:|\n| 1 | 2 |\n", "$$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$", "C:\\Users\\x\\y.txt",
    "https://example.org/a/b?c=d&e=%20#f", "a" * 300, " " * 300, "\n" * 300, "=" * 200, "-" * 81,
    "ab" * 150, "'" * 100, "0" * 100, "\t" * 90, "é" * 100, "中" * 100, "😀" * 40, " \n" * 60,
    "\x00\x01\x1c\x1d\x1e\x1f\x7f", "\u0085\u2028\u2029", "\ud7ff\ue000\U0010ffff", "ǅ ǈ ª º ʰ",
    "thisisaverylongwordwithoutanyspacesinitthatgoesonforquitealongwhileuntilitfinallyends",
]


def glued(ranks: dict[bytes, int], count: int, seed: int):
    """Yields `count` strings that glue vocabulary entries, rare ones above all, to `PIECES`."""
    generator = random.Random(seed)
    rare, common = [], []
    for token, rank in ranks.items():
        try:
            (rare if rank >= 100_000 else common).append(token.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    for _ in range(count):
        parts = []
        for _ in range(generator.randint(1, 8)):
            kind = generator.random()
            if kind < 0.40:
                parts.append(generator.choice(rare))
            elif kind < 0.60:
                parts.append(generator.choice(common))
            elif kind < 0.85:
                parts.append(generator.choice(PIECES))
            elif kind < 0.93:
                parts.append(generator.choice(PIECES) * generator.randint(2, 40))
            elif kind < 0.97:
                code_point = generator.randint(0, 0x10FFFF)
                if not 0xD800 <= code_point < 0xE000:
                    parts.append(chr(code_point))
            else:
                whole = generator.choice(rare)
                cut = generator.randint(0, len(whole))
                parts.append(whole[cut:] + generator.choice(rare)[:cut])
        yield "".join(parts)
