"""Compare the numbers of a text with those of its translation; knows neither Django nor Wagtail.

`check(source, target, source_language, target_language)` is all that a caller needs.
"""

from .languages import knows
from .matching import Difference, check
from .quantity import Quantity
from .reading import LONGEST, quantities

__all__ = ["LONGEST", "Difference", "Quantity", "check", "knows", "quantities"]
