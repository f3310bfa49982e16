"""A page as one reader gets it, in one language, at a constant number of queries."""

from .page_reading import Note, PageReading, raw_of, reading_for

__all__ = ["Note", "PageReading", "raw_of", "reading_for"]
