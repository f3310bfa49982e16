"""Runs the program that opens a PDF, within its bounds, and tells what it says."""

import json
import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from threading import Timer
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...conf import setting
from ..errors import ImportRefused
from .kinds import BROKEN_PDF, MAX_CHARACTERS, TOO_LONG

# The process ends itself before, unless the machine is busy with something else.
_SECONDS = 60
# Where programs and their libraries lie.
_KEPT = frozenset({"PATH", "LD_LIBRARY_PATH"})
PROGRAM = Path(__file__).with_name("pdf_process.py")
_REFUSED = {
    "broken": (BROKEN_PDF, "broken_pdf"),
    "long": TOO_LONG,
    "encrypted": (
        gettext_lazy(
            "This PDF is protected by a password. Open it, save or print it as a PDF without a "
            "password, and import that file."
        ),
        "encrypted_pdf",
    ),
    "costly": (
        gettext_lazy(
            "The PDF takes more time or memory than a document should. Print it as a new PDF, or "
            "import the document that it was made from."
        ),
        "costly_pdf",
    ),
}


def draw(content: bytes, number: int) -> bytes:
    """A picture of a page, as a JPEG. Raises ImportRefused for a page that is none, or cannot be drawn."""
    with closing(told_by_program(content, number)) as told:
        return b64decode(next(told, {}).get("picture", ""))


def told_by_program(content: bytes, *drawn: int) -> Generator[dict[str, Any]]:
    """Yield what the program tells, a line at a time, so that neither process holds all of it.

    That is each page; or, with a number, the picture of that page alone.
    """
    most = setting("IMPORT_PDF_PAGES")
    # -P, since the modules beside the program have names of Python's own.
    command = [sys.executable, "-P", str(PROGRAM), *map(str, (most, MAX_CHARACTERS, *drawn))]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        with subprocess.Popen(  # noqa: S603 -- the program is our own, and the rest are numbers
            command, stdin=pipe, stdout=pipe, stderr=nowhere, env=bare_environment()
        ) as process:
            timer = Timer(_SECONDS, process.kill)
            timer.start()
            try:
                if process.stdin and process.stdout:
                    # It tells nothing before it has all of it.
                    process.stdin.write(content)
                    process.stdin.close()
                    yield from (_unless_refused(json.loads(line), most) for line in process.stdout)
                failed = process.wait()
            finally:
                timer.cancel()
                process.kill()
    except (OSError, ValueError) as error:
        raise ImportRefused(*_REFUSED["costly"]) from error
    if failed:
        raise ImportRefused(*_REFUSED["costly"])


def bare_environment() -> dict[str, str]:
    """The environment of what opens a stranger's file, which knows none of the site's secrets."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("PYTHON")
    }


def _unless_refused(told: dict[str, Any], most: int) -> dict[str, Any]:
    if told.get("refused") == "pages":
        message = _(
            "The PDF has %(count)s pages, and at most %(most)s are read. Save the pages that hold "
            "the results as a PDF of their own, and import that file."
        )
        raise ImportRefused(
            message
            % {
                "count": number_format(told["count"], force_grouping=True),
                "most": number_format(most, force_grouping=True),
            },
            "pages",
        )
    if refused := told.get("refused"):
        raise ImportRefused(*_REFUSED[refused])
    return told
