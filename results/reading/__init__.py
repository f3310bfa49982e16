"""A page as one reader gets it, in one language, in a constant number of queries."""

from .figures import Note
from .page_reading import PageReading, raw_of, reading_for

__all__ = ["Note", "PageReading", "raw_of", "reading_for"]
