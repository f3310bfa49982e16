"""What can be wrong with a document, or with the place that it is to go to."""

from typing import Any
from zipfile import BadZipFile
from zlib import error as ZlibError

from django.utils.functional import Promise

# What zipfile, zlib, the parser of XML and openpyxl raise for a workbook that is damaged, and decimal for
# one whose numbers have more digits than anybody counts.
DAMAGED = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    ZlibError,
)


class ImportRefused(Exception):
    """A document that is not imported: nothing has been written.

    `str()` is one clear sentence in the active language; `code` names the reason for programs;
    `field` is the form's field that it belongs beside, `page` the edition that is in the way.
    """

    def __init__(
        self, message: str | Promise, code: str, field: str = "document", page: Any = None
    ) -> None:
        super().__init__(message, code)
        self.message = message
        self.code = code
        self.field = field
        self.page = page

    def __str__(self) -> str:
        return str(self.message)
