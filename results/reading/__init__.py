"""A page as one reader gets it, in one language, in a constant number of queries."""

from .loading import raw_of
from .page_reading import PageReading, reading_for

__all__ = ["PageReading", "raw_of", "reading_for"]
