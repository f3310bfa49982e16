"""A page as one reader gets it, in one language, in a constant number of queries."""

from .page_reading import CoverReading, PageReading, raw_of, reading_for

__all__ = ["CoverReading", "PageReading", "raw_of", "reading_for"]
