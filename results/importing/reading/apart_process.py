"""The program that reads a document, in a process of its own: a line of JSON says what, then come its bytes.

It prints a line of JSON, which is empty or says why the document is refused, and the document as it is kept.
It knows neither the site nor its database.
"""

import json
import resource
import sys
from pathlib import Path

import django
from django.conf import settings

LOCALES = Path(__file__).parents[2] / "locale"


def main(name: str, locale: str, language: str, seconds: int, memory: int) -> None:
    """Read the document on the standard input, whose numbers are those of `locale`."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    settings.configure(LANGUAGE_CODE=language, LOCALE_PATHS=[LOCALES])
    django.setup()

    from results.importing.errors import ImportRefused
    from results.importing.keeping import packed
    from results.importing.reading import read_document

    said, document = {}, b""
    try:
        document = packed(read_document(sys.stdin.buffer.read(), name, locale))
    except ImportRefused as error:
        said = {"message": str(error), "code": error.code}
    except MemoryError:
        said = {"code": "costly"}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + document)


if __name__ == "__main__":
    main(**json.loads(sys.stdin.buffer.readline()))
