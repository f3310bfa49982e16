"""Compare the numbers of a text with those of its translation; knows neither Django nor Wagtail.

`check(source, target, source_language, target_language)` is all that a caller needs.
"""

from .matching import LONGEST, Difference, check, knows, quantities
from .quantity import Quantity

__all__ = ["LONGEST", "Difference", "Quantity", "check", "knows", "quantities"]
