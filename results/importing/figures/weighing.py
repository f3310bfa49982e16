"""What each figure of a text is to an edition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .labels import label_of_change
from .languages import vocabulary_of
from .roles import Role, judge
from .texts import Sentence, plain, sentence_at, sentences

if TYPE_CHECKING:
    from .clauses import Years
    from .found import FoundFigure
    from .languages import Vocabulary

# As far as one without an end is looked at: no further than others are long.
LONGEST_SENTENCE = 500


def weighed(
    figures: list[FoundFigure], text: str, locale: str, edition: Years
) -> list[FoundFigure]:
    """Return the figures of a text with what each is to an edition of these years."""
    vocabulary = vocabulary_of(locale)
    shown = plain(text)
    places = sentences(shown, vocabulary)
    return [_weighed(each, shown, figures, places, vocabulary, edition) for each in figures]


def _weighed(
    figure: FoundFigure,
    shown: str,
    figures: list[FoundFigure],
    places: list[Sentence],
    vocabulary: Vocabulary,
    edition: Years,
) -> FoundFigure:
    start, end = sentence_at(places, figure.start)
    start, end = (
        max(start, figure.start - LONGEST_SENTENCE),
        min(end, figure.end + LONGEST_SENTENCE),
    )
    inside = [each for each in figures if start <= each.start < end]
    judged = judge(shown, figure, (start, end), inside, vocabulary, edition).applied(figure)
    if judged.role is not Role.CHANGE:
        return judged
    label = label_of_change(shown, figure, (start, end), inside, vocabulary)
    return replace(judged, label=label)
