"""Read an order a line from the standard input, and answer it with a line of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import django


def main() -> None:
    """Answer until the input ends."""
    django.setup()
    from benchmarks.probe import orders

    # What the program itself prints must not stand between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        order = json.loads(line)
        perform: Callable[..., Any] = getattr(orders, order.pop("do"))
        print(json.dumps(perform(**order)), file=answers, flush=True)


if __name__ == "__main__":
    main()
