"""Finds the figures in what people write: value, unit, scale, qualifier, part and whole, label.

Plain Python without a database. A language without a file in `languages` is read by the English words
and its own way of writing numbers.
"""

from .finding import figures_in, find_figures
from .found import FoundFigure, Role
from .language import base_of, is_known, language_of
from .roles import (
    GOAL,
    Judgement,
    Years,
    are_others,
    judge_column,
    judge_heading,
    judge_introduction,
    judge_name,
    named_years,
    weighed,
)

__all__ = [
    "GOAL",
    "FoundFigure",
    "Judgement",
    "Role",
    "Years",
    "are_others",
    "base_of",
    "figures_in",
    "find_figures",
    "is_known",
    "judge_column",
    "judge_heading",
    "judge_introduction",
    "judge_name",
    "language_of",
    "named_years",
    "weighed",
]
