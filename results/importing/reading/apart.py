"""Reading what may take long in a process of its own, which is ended when it does."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.conf import settings
from django.utils.translation import get_language

from ...conf import NAME, setting
from ..document import Document
from ..errors import DAMAGED, ImportRefused
from ..keeping import unpacked
from . import read_document
from .kinds import COSTLY, COSTLY_PDF, kind_of

# Whatever has less text than this is read at once, which costs less than a process does; a PDF never is.
SMALL = 10_000  # bytes
# Of computing: several times as much as the longest document of ordinary text takes.
SECONDS = 20
# Of waiting, on a machine that is busy.
MOST_SECONDS = 40
MEMORY = 1_000_000_000
PROGRAM = Path(__file__).with_name("apart_process.py")
# Where programs and their libraries lie.
_KEPT = frozenset({"PATH", "LD_LIBRARY_PATH"})


def read_apart(content: bytes, name: str, locale: str = "en") -> Document:
    """Read a document as `read_document()` does, within a limit of time and memory.

    Raises ImportRefused for what cannot be read, or takes too much.
    """
    kind = kind_of(content, name)
    if kind != "pdf" and _size_of(content, kind) <= SMALL:
        return read_document(content, name, locale)
    return unpacked(
        _ask_program(content, COSTLY_PDF if kind == "pdf" else COSTLY, name=name, locale=locale)
    )


def draw_page(content: bytes, number: int) -> bytes:
    """A picture of a page of a PDF, as a JPEG. Raises ImportRefused for what is none, or cannot be drawn."""
    return _ask_program(content, COSTLY_PDF, page=number)


def _ask_program(content: bytes, costly: tuple[Any, str], **asked: Any) -> bytes:
    """Return what the program answers to a question about a document."""
    asked |= {"seconds": SECONDS, "memory": MEMORY, "costly": (str(costly[0]), costly[1])}
    asked["settings"] = {
        "LANGUAGE_CODE": get_language() or settings.LANGUAGE_CODE,
        NAME: {"IMPORT_PDF_PAGES": setting("IMPORT_PDF_PAGES")},
    }
    # What opens a stranger's file knows none of the site's secrets.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("PYTHON")
    }
    try:
        # -P, since the modules beside the program have names of Python's own.
        ended = subprocess.run(  # noqa: S603 -- the program is our own, which gets the file alone
            [sys.executable, "-P", str(PROGRAM)],
            input=json.dumps(asked).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            env=environment | {"PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(*costly) from error
    if ended.returncode < 0:
        raise ImportRefused(*costly)
    ended.check_returncode()
    said, _end, answer = ended.stdout.partition(b"\n")
    if refused := json.loads(said):
        raise ImportRefused(*refused)
    return answer


def _size_of(content: bytes, kind: str) -> int:
    """How many bytes a document has when it is unpacked."""
    if kind not in {"word", "workbook"}:
        return len(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return sum(each.file_size for each in archive.infolist())
    except DAMAGED:
        return 0
