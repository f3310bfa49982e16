"""Make a site's content, in the database of the environment: KIND EDITIONS MANIFEST."""

import json
import sys
from pathlib import Path

import django


def main(kind: str, editions: str, manifest: str) -> None:
    """Seed the site and write down what is where."""
    django.setup()
    from benchmarks.seeding import forest

    if kind == "ours":
        from benchmarks.seeding.ours import FAMILY, index_references
    else:
        from benchmarks.seeding.plain import FAMILY
    found = forest.seed(FAMILY, int(editions))
    if kind == "ours":
        index_references([found["page"]])
    Path(manifest).write_text(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
