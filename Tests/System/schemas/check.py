#!/usr/bin/env python3
"""Validates a JSON document from standard input against docs/schemas/NAME.schema.json, and makes sure
that the schema can refuse: every member that is required is missed, and no other is let in.

Usage: prep stats DIR --json | check.py NAME
"""
import copy
import json
import pathlib
import sys

import jsonschema

name = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[3]
schema = json.loads((root / f"docs/schemas/{name}.schema.json").read_text("utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
document = json.load(sys.stdin)
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
if errors:
    sys.exit("\n".join([f"{name}:"] + errors))

required = schema["required"]
for key in required:
    without = {other: value for other, value in document.items() if other != key}
    if validator.is_valid(without):
        sys.exit(f"{name}: the schema takes a document without {key}")
    wrong = copy.deepcopy(document)
    wrong[key] = {"wrong": [-1.5]}
    if validator.is_valid(wrong):
        sys.exit(f"{name}: the schema takes anything as {key}")
if validator.is_valid({**document, "unheard_of": 1}):
    sys.exit(f"{name}: the schema takes members that it does not know")
print(f"{name}: valid, and {len(required)} members are required")
