"""Figures and periods: validated, parsed as people type them, formatted by language.

Plain Python on Babel's CLDR data, without database or Wagtail; of Django only the translation
catalogues are used.
"""

from .comparison import (
    Change,
    Incomparable,
    Measurement,
    compare,
    format_change,
    format_target,
    target_status,
)
from .formatting import format_number, format_plain, format_quantity
from .numbers import ReadFigure, read_figure
from .parsing import format_for_input, parse_number
from .periods import Period, format_as_of, format_date, format_period, parse_period
from .quantity import (
    MAX_DECIMAL_PLACES,
    MAX_INTEGER_DIGITS,
    AmbiguousNumberError,
    InvalidValueError,
    NumberFormatError,
    PeriodError,
    Quantity,
    QuantityError,
    check_value,
)
from .units import Direction, LabelledStrEnum, Qualifier, Scale, TargetStatus, Unit

__all__ = [
    "MAX_DECIMAL_PLACES",
    "MAX_INTEGER_DIGITS",
    "AmbiguousNumberError",
    "Change",
    "Direction",
    "Incomparable",
    "InvalidValueError",
    "LabelledStrEnum",
    "Measurement",
    "NumberFormatError",
    "Period",
    "PeriodError",
    "Qualifier",
    "Quantity",
    "QuantityError",
    "ReadFigure",
    "Scale",
    "TargetStatus",
    "Unit",
    "check_value",
    "compare",
    "format_as_of",
    "format_change",
    "format_date",
    "format_for_input",
    "format_number",
    "format_period",
    "format_plain",
    "format_quantity",
    "format_target",
    "parse_number",
    "parse_period",
    "read_figure",
    "target_status",
]
