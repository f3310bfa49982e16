"""The one error of a file that cannot be imported."""

from __future__ import annotations


class FileRefused(ValueError):
    """The file cannot be imported; `message` says why to the person who uploaded it."""

    def __init__(self, message: str, code: str) -> None:
        """The message in the reader's language, and a code for programs."""
        super().__init__(message)
        self.message = message
        self.code = code
