"""Reading what may take long in a process of its own, which is ended when it does."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from ..document import Document
from ..errors import ImportRefused
from ..keeping import unpacked
from . import read_document, size_of
from .kinds import COSTLY, kind_of
from .pdf_program import bare_environment

# Whatever has less text than this is read at once, which costs less than a process does.
SMALL = 10_000  # bytes
# Of computing: several times as much as the longest document of ordinary text takes.
SECONDS = 10
# Of waiting, on a machine that is busy.
MOST_SECONDS = 40
MEMORY = 1_000_000_000
PROGRAM = Path(__file__).with_name("apart_process.py")


def read_apart(content: bytes, name: str, locale: str = "en") -> Document:
    """Read a document as `read_document()` does, within a limit of time and memory.

    Raises ImportRefused for what cannot be read, or takes too much.
    """
    # A PDF has a process of its own already, page by page.
    if kind_of(content, name) == "pdf" or size_of(content, name) <= SMALL:
        return read_document(content, name, locale)
    asked = {
        "name": name,
        "locale": locale,
        "language": get_language() or settings.LANGUAGE_CODE,
        "seconds": SECONDS,
        "memory": MEMORY,
    }
    try:
        # -P, since the modules beside the program have names of Python's own.
        told = subprocess.run(  # noqa: S603 -- the program is our own, which gets the file alone
            [sys.executable, "-P", str(PROGRAM)],
            input=json.dumps(asked).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            env=bare_environment() | {"PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(*COSTLY) from error
    if told.returncode < 0:
        raise ImportRefused(*COSTLY)
    told.check_returncode()
    said, _end, document = told.stdout.partition(b"\n")
    if refused := json.loads(said):
        raise ImportRefused(refused.get("message", COSTLY[0]), refused["code"])
    return unpacked(document)
