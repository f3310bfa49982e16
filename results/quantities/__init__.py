"""Figures and periods: validated, parsed as people type them, formatted by language.

Plain Python on Babel's CLDR data, without database or Wagtail; of Django only the translation
catalogues are used.
"""

from .errors import (
    AmbiguousNumberError,
    InvalidValueError,
    NumberFormatError,
    PeriodError,
    QuantityError,
)
from .formatting import format_number, format_plain, format_quantity
from .parsing import format_for_input, parse_number
from .periods import Period, format_date, format_period
from .quantity import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS, Quantity, check_value
from .reading import ReadFigure, read_figure
from .units import LabelledStrEnum, Qualifier, Scale, Unit

__all__ = [
    "MAX_DECIMAL_PLACES",
    "MAX_INTEGER_DIGITS",
    "AmbiguousNumberError",
    "InvalidValueError",
    "LabelledStrEnum",
    "NumberFormatError",
    "Period",
    "PeriodError",
    "Qualifier",
    "Quantity",
    "QuantityError",
    "ReadFigure",
    "Scale",
    "Unit",
    "check_value",
    "format_date",
    "format_for_input",
    "format_number",
    "format_period",
    "format_plain",
    "format_quantity",
    "parse_number",
    "read_figure",
]
