"""`python -m prep_feeder doctor`: the command `prep doctor`, which then looks at this Python."""
from __future__ import annotations

import sys

import prep_command

USAGE = "usage: python -m prep_feeder doctor [OPTIONS]          (prep doctor --help lists them)"


def main() -> None:
    """Becomes `prep doctor`, with this interpreter as `--python` where no other is named."""
    if sys.argv[1:2] != ["doctor"]:
        sys.exit(USAGE)
    options = sys.argv[2:]
    if not any(option.split("=")[0] == "--python" for option in options) and sys.executable:
        options = ["--python", sys.executable, *options]
    sys.argv[1:] = ["doctor", *options]
    prep_command.main()


if __name__ == "__main__":
    main()
