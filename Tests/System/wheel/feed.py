"""Builds a data set from Python and feeds it; compares the rows with those that `prep export` writes."""
import json
import subprocess

import prep_feeder

result = prep_feeder.build("fixtures/documents", "out/python", language="en", sequence_length=512)
exported = subprocess.run(
    ["prep", "export", result.path, "--format", "jsonl"], check=True, capture_output=True)
rows = sorted(json.loads(line)["input_ids"] for line in exported.stdout.splitlines())
with result.open(1, framework="numpy", shuffle="off") as feeder:
    fed = sorted(batch["input_ids"][0].tolist() for batch in feeder)
assert len(rows) == result.rows > 3
assert fed == rows
print(f"{result.records_kept} records, {result.rows} rows were fed")
