"""Make a site's content, in the database of the environment: KIND EDITIONS MANIFEST."""

import json
import sys
from importlib import import_module
from pathlib import Path

import django


def main(kind: str, editions: str, manifest: str) -> None:
    """Seed the site and write down what is where."""
    django.setup()
    from benchmarks.seeding.forest import seed

    module = import_module(f"benchmarks.seeding.{kind}")
    found = seed(module.FAMILY, int(editions))
    module.finish(found["page"])
    Path(manifest).write_text(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
