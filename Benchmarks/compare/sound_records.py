"""Reads the records that both sides of the comparison are given."""
import json


def sound_records(path):
    """The records of a file with an instruction and a response that say something."""
    found = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            try:
                record = json.loads(line)
                pair = {key: record[key] for key in ("instruction", "response")}
            except (ValueError, KeyError):
                continue
            if all(isinstance(text, str) and text.strip() for text in pair.values()):
                found.append(pair)
    return found
