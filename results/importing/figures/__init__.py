"""Finds the figures in what people write: value, unit, scale, qualifier, part and whole, label.

Plain Python without a database. A language without a file in `languages` is read by the English words
and its own way of writing numbers.
"""

from .clauses import Years, are_others, named_years
from .finding import figures_in, find_figures
from .found import FoundFigure
from .labels import counted_in, label_beside
from .language import base_of, is_foreign, is_known, language_of
from .roles import (
    GOAL,
    Judgement,
    Role,
    judge_column,
    judge_heading,
    judge_introduction,
    judge_name,
)
from .weighing import weighed

__all__ = [
    "GOAL",
    "FoundFigure",
    "Judgement",
    "Role",
    "Years",
    "are_others",
    "base_of",
    "counted_in",
    "figures_in",
    "find_figures",
    "is_foreign",
    "is_known",
    "judge_column",
    "judge_heading",
    "judge_introduction",
    "judge_name",
    "label_beside",
    "language_of",
    "named_years",
    "weighed",
]
