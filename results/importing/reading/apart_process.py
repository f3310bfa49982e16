"""The program that reads a document, in a process of its own: a line of JSON says what, then come its bytes.

It prints a line of JSON, which is empty or says why the document is refused, and the document as it is kept,
or the picture of a page. It knows neither the site nor its database.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings

LOCALES = Path(__file__).parents[2] / "locale"


def main(asked: dict[str, Any]) -> None:
    """Read the document on the standard input, or draw a page of it."""
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    settings.configure(**asked["settings"], LOCALE_PATHS=[LOCALES])
    django.setup()

    from results.importing.errors import ImportRefused
    from results.importing.keeping import packed
    from results.importing.reading import read_document

    content, refused, answer = sys.stdin.buffer.read(), [], b""
    try:
        if "page" in asked:
            from results.importing.reading.pdf_pages import draw

            answer = draw(content, asked["page"])
        else:
            answer = packed(read_document(content, asked["name"], asked["locale"]))
    except ImportRefused as error:
        refused = [str(error), error.code]
    except MemoryError:
        refused = asked["costly"]
    sys.stdout.buffer.write(json.dumps(refused).encode() + b"\n" + answer)


if __name__ == "__main__":
    main(json.loads(sys.stdin.buffer.readline()))
