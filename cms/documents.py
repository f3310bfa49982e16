"""Uploaded documents are what their names say.

They are served by the type of their ending; a page that runs scripts, or a program, under the name of a
report is refused before it is stored.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from wagtail.documents.forms import BaseDocumentForm

import filetype

from results.importing.decoding import decode
from results.importing.errors import ImportRefused

# What each kind of packed document has in its package; `filetype` takes some for a plain package.
PARTS = {"docx": "word/", "odt": "content.xml", "pptx": "ppt/", "xlsx": "xl/"}
TEXTS = frozenset({"csv", "txt"})


class CheckedDocumentForm(BaseDocumentForm):
    """Wagtail's document form, which looks at the content of a file."""

    def clean_file(self) -> Any:
        """Return the file; raise ValidationError unless its content is what its ending says."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
            if not is_of_kind(file, ending):
                raise ValidationError(
                    _(
                        "The content of this file is not what its name says: it is no %(kind)s "
                        "file. Save it as one in the program that made it, and upload that."
                    ),
                    code="document_content",
                    params={"kind": ending.upper()},
                )
        return file


def is_of_kind(file: UploadedFile[Any], ending: str) -> bool:
    """Whether the content is of the kind that the ending stands for."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    found = filetype.guess_extension(content)
    if ending in TEXTS:
        return found is None and _is_text(content)
    if ending not in PARTS:
        return bool(found == ending)
    return found in {ending, "zip"} and _has_part(file, PARTS[ending])


def _is_text(content: bytes) -> bool:
    try:
        decode(content)
    except ImportRefused:
        return False
    return True


def _has_part(file: UploadedFile[Any], start: str) -> bool:
    try:
        with ZipFile(file) as package:
            return any(name.startswith(start) for name in package.namelist())
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        return False
    finally:
        file.seek(0)
