"""Finds the figures of a text, and the numbers that a person has to decide on."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from django.utils.translation import gettext_lazy as _

from ...quantities import QuantityError, Scale, Unit, check_value
from ...quantities.parsing import RANGE, Number, numbers
from .found import FoundFigure
from .labels import label_of, noun_of
from .languages import Language, vocabulary_of
from .masking import HOLE, is_no_figure, mask
from .measuring import Measured, is_range, measure
from .texts import Sentence, plain, sentence_at, sentences, stretches

UNSURE = _("A range, a time, a length or the like: is it a figure?")
IN_WORDS = _("A number in words.")
_WORD = re.compile(r" ([^\W\d_]+)")
# "1 in 4" is a share; "120 in 250 homes" may be anything.
LARGEST_SHARE = 20
_TIGHT = frozenset({"in", "in every", "på"})


def find_figures(text: str, locale: str) -> list[FoundFigure]:
    """The figures of a paragraph, an item or a cell, in their order.

    Those with a `reason` are doubtful: a person decides. Never raises.
    """
    return list(figures_in(text, locale))


def figures_in(text: str, locale: str, *, with_doubtful: bool = True) -> Iterator[FoundFigure]:
    """Yield the same, searching no further than is asked for."""
    language = vocabulary_of(locale)
    # The mark of a note stands between a figure and what it counts.
    shown = language.pattern("inflected").sub(lambda mark: " " * len(mark[0]), plain(text))
    # The number of a paragraph or an item is none of its own; "9.8 MILLION" is.
    number = language.pattern("enumerated").match(shown)
    unit = number and language.measures.units.at(shown, number.end())
    end = number.end() if number and not (unit and unit[0][1]) else 0
    hidden = HOLE * end + shown[end:]
    for start, end in stretches(sentences(shown, language)):
        search = _Search.of(shown[start:end], hidden[start:end], language, locale)
        found = search.sure()
        if with_doubtful:
            found = sorted([*found, *search.doubtful()], key=lambda figure: figure.start)
        for figure in found:
            yield replace(figure, start=figure.start + start, end=figure.end + start)


@dataclass(frozen=True, slots=True)
class _Search:
    """Some sentences, `hidden` with holes for what is surely none or doubtful, which has `ranges`."""

    shown: str
    hidden: str
    ranges: list[Sentence]
    sentences: list[Sentence]
    language: Language
    locale: str

    @classmethod
    def of(cls, shown: str, hidden: str, language: Language, locale: str) -> Self:
        ranges: list[Sentence] = []

        def hide(match: re.Match[str]) -> str:
            if match.re is RANGE and not is_range(match[0]):
                return match[0]
            ranges.append(match.span())
            return HOLE * len(match[0])

        hidden = mask(hidden, language)
        for pattern in (language.pattern("doubtful"), RANGE):
            hidden = pattern.sub(hide, hidden)
        return cls(shown, hidden, ranges, sentences(shown, language), language, locale)

    def sure(self) -> list[FoundFigure]:
        """The numbers in digits."""
        found = [self._measured(each) for each in numbers(self.hidden, self.locale)]
        found = [each for each in found if not is_no_figure(self.hidden, each, self.language)]
        return list(self._figures(self._of_one_currency(self._of_one_unit(found))))

    def _measured(self, number: Number) -> Measured:
        """The number as measured; what is counted is whole, "1,382 delningar" no fraction even in Swedish."""
        found = measure(self.hidden, number, self.language)
        other = number.other if number.value % 1 else None
        if other is None or found.unit is not Unit.NUMBER or found.scale is not Scale.NONE:
            return found
        return measure(self.hidden, replace(number, value=other, other=number.value), self.language)

    def doubtful(self) -> Iterator[FoundFigure]:
        """Yield the numbers that are left to a person, and those up to twelve in words."""
        language = self.language
        for start, end in self.ranges:
            # Without its dash, each end of a range is a number by itself.
            text = self.shown[start:end].replace("–", " ").replace("-", " ")
            placed = (
                replace(number, start=start + number.start, end=start + number.end)
                for number in numbers(text, self.locale)
            )
            found = [measure(self.shown, number, language) for number in placed]
            yield from self._figures(found, str(UNSURE))
        worded = [
            measure(
                self.hidden,
                Number(Decimal(language.numbers[match[0].lower()]), *match.span(), match[0]),
                language,
            )
            for match in language.pattern("number").finditer(self.hidden)
        ]
        yield from self._figures(worded, str(IN_WORDS))

    def _figures(self, found: list[Measured], reason: str = "") -> Iterator[FoundFigure]:
        """Yield the figures of numbers, a part with its whole in one."""
        wholes, skipped = self._wholes(found), set[int]()
        before: FoundFigure | None = None
        for index, each in enumerate(found):
            if index in skipped or not _is_possible(each.value):
                continue
            whole = wholes.get(index)
            if whole:
                skipped.add(index + 1)
            sentence = sentence_at(self.sentences, each.number.start)
            counted = noun_of(before.label, self.language) if before else ""
            # In "3 av 4 elever" the words that count stand behind the whole.
            label = label_of(self.shown, whole or each, sentence, self.language, counted)
            told = (whole.value, noun_of(label, self.language)) if whole else None
            said = self.shown[sentence[0] : each.start]
            # "6558 tips, varav 1100": the whole is the figure before.
            if before and before.value > each.value and self.language.says("of_those", said):
                told = (before.value, counted) if each.unit is Unit.NUMBER else None
            whole_value, whole_label = told or (None, "")
            figure = FoundFigure(
                value=each.value,
                start=each.start,
                end=each.end,
                unit=each.unit,
                scale=each.scale,
                qualifier=each.qualifier,
                whole=whole_value,
                label=label,
                whole_label=whole_label,
                context=" ".join(self.shown[slice(*sentence)].split()),
                reason=reason,
                other_reading=None if reason else self._other_reading(each),
            )
            before = figure if each.unit is Unit.NUMBER else before
            yield figure

    def _wholes(self, found: list[Measured]) -> dict[int, Measured]:
        """For each part, by its place, the whole right behind it: "1 100 av 6 558"."""
        parts: dict[int, Measured] = {}
        for index, (part, whole) in enumerate(itertools.pairwise(found)):
            between = self.language.measures.part_between.fullmatch(
                self.hidden[part.end : whole.start].lower()
            )
            is_bare = {part.unit, whole.unit} == {Unit.NUMBER} and index - 1 not in parts
            if between is None or not is_bare or part.value > whole.value:
                continue
            is_share = part.value <= LARGEST_SHARE and not whole.has_qualifier
            if is_share or between[1] not in _TIGHT:
                parts[index] = whole
        return parts

    def _of_one_unit(self, found: list[Measured]) -> list[Measured]:
        """The numbers, those without a unit in that of the next: "147 (125) mkr", "from 64 to 79 %"."""
        shared = found[-1:]
        for one, other in reversed(list(itertools.pairwise(found))):
            between = self.hidden[one.end : other.start]
            behind = self.language.measures.units.at(self.hidden, other.end + 2)
            if between == " (" and self.hidden[other.end :][:2] == ") " and behind:
                unit, scale = behind[0][0] or Unit.NUMBER, behind[0][1] or Scale.NONE
                shared[0] = replace(other, unit=unit, scale=scale)
            elif one.has_measure or not self.language.is_all("to", between):
                shared.insert(0, one)
                continue
            shared.insert(0, replace(one, unit=shared[0].unit, scale=shared[0].scale))
        return shared

    def _of_one_currency(self, found: list[Measured]) -> list[Measured]:
        """The numbers; so many millions that count nothing are of the currency of the others there."""
        currency = next((each.unit for each in found if each.unit.is_currency), Unit.NUMBER)

        def is_amount(each: Measured) -> bool:
            word = _WORD.match(self.hidden, each.end)
            is_small = word is None or word[1].lower() in self.language.words("function_words")
            return is_small or self.language.is_verb(word[1] if word else "")

        return [
            replace(each, unit=currency)
            if each.unit is Unit.NUMBER and each.scale is not Scale.NONE and is_amount(each)
            else each
            for each in found
        ]

    def _other_reading(self, found: Measured) -> Decimal | None:
        """The value by the other convention, where somebody could have meant it.

        A language's own way to group thousands ("1,234" in English) is nobody's fraction.
        """
        number = found.number
        signs = [sign for sign in number.body if sign in ",."]
        if number.other is None or len(signs) != 1:
            return None
        is_whole = number.value == number.value.to_integral_value()
        if is_whole and signs[0] != self.language.decimal_sign and found.scale is Scale.NONE:
            return None
        return number.other.scaleb(found.scale.exponent)


def _is_possible(value: Decimal) -> bool:
    try:
        check_value(value)
    except QuantityError:
        return False
    return True
