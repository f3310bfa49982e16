"""A page as one reader gets it, in one language, in a constant number of queries."""

from .page_reading import PageReading, raw_of, reading_for

__all__ = ["PageReading", "raw_of", "reading_for"]
