"""Gives each figure the note that its mark in the text leads to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..document import LeftOut
from .plan import MAX_NOTE, Kind, Piece
from .rich import one_line

if TYPE_CHECKING:
    from .plan import Plan, PlannedFigure, Section

_MARK = re.compile(r"\[(\d{1,3})\]")
_SIGN = r"\[?(?:\*{1,3}|[†‡]|(?<!m)[¹²³⁴-⁹])\]?"
# Between a figure and its mark stands what is counted: no other number, and no sentence.
_AT_FIGURE = re.compile(rf"[^\d.!?\[\]*]{{0,80}}[.,]?(\[\d{{1,3}}\]|{_SIGN}(?!\w))")
# Behind a sentence it is that of all its figures.
_AT_SENTENCE = re.compile(rf"(?:[^.!?\[\]*]|[.](?=\d)){{0,200}}[.!?](\[\d{{1,3}}\]|{_SIGN})(?!\S)")
_AT_LABEL = re.compile(rf"({_SIGN})\s*$")
_SIGNED = re.compile(rf"({_SIGN}|\d{{1,2}}[.)]?(?= [^\W\d_]))\s*(\w.*)")
_IN_NOTE = gettext_lazy("In a note.")
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def mark_behind(text: str, end: int) -> str:
    """The mark of the note of a figure that ends there, "" without."""
    mark = _AT_FIGURE.match(text, end) or _AT_SENTENCE.match(text, end)
    return mark[1] if mark else ""


def without_mark(label: str) -> tuple[str, str]:
    """The name of a row or a column, and the sign of its note, "" without."""
    mark = _AT_LABEL.search(label)
    return (label[: mark.start()].rstrip(), mark[1]) if mark else (label, "")


def give_notes(plan: Plan) -> None:
    """Give figures the notes of their marks.

    Those numbered at the end move to them, or keep their numbers. What begins with a sign, "* Estimated",
    stays where it is, too: the table or the sentence with the sign needs it there.
    """
    _give_numbered(plan)
    _give_signed(plan)


def _give_signed(plan: Plan) -> None:
    waiting: dict[str, list[PlannedFigure]] = {}
    given_away = {figure.mark for figure in plan.figures() if figure.note}
    # Its figures are in the first section.
    above = plan.introduction
    for section in plan.sections:
        doubtful = [figure for figure in plan.doubtful if figure.home == section.id]
        for figure in (*section.figures, *doubtful):
            if figure.mark and figure.mark not in given_away:
                waiting.setdefault(figure.mark.strip("[]"), []).append(figure)
        lines = [line for text in (above, *section.texts) for line in text.split("\n")]
        above = ""
        notes = [note for line in lines if (note := _SIGNED.fullmatch(line.strip()))]
        signs = [note[1].strip("[].)") for note in notes]
        for sign, note in zip(signs, notes, strict=True):
            # Of two notes with one sign nobody knows which.
            is_one = signs.count(sign) == 1 and len(note[2]) <= MAX_NOTE
            given = waiting.pop(sign, [])
            for figure in given:
                figure.note, figure.mark = (note[2], "") if is_one else ("", figure.mark)
            if given or not sign.isdigit():
                _doubt(section, note[0])


def _doubt(section: Section, note: str) -> None:
    """Leave the numbers of a note to a person."""
    for figure in section.figures:
        found = figure.found
        if found.context and found.context in one_line(note):
            figure.found = replace(found, reason=found.reason or str(_IN_NOTE))


def _give_numbered(plan: Plan) -> None:
    with_text = [one for one in plan.sections if one.pieces and one.kind is not Kind.QUOTE]
    if not with_text or not with_text[-1].pieces[-1].html.startswith("<ol>"):
        return
    home, notes = with_text[-1], with_text[-1].pieces[-1]
    marks = sorted(_MARK.findall("\n".join(plan.words())), key=int)
    # Each has its mark once, or the list is another one, or one that has lost an item.
    if marks != [str(number) for number in range(1, len(notes.texts) + 1)]:
        return
    for text in notes.texts:
        _doubt(home, text)
    left = dict(enumerate(zip(_ITEM.findall(notes.html), notes.texts, strict=True), start=1))
    for section in plan.sections:
        # The nearest figure before a mark has it.
        for figure in reversed(section.figures):
            digits = _MARK.fullmatch(figure.mark)
            number = int(digits[1]) if digits else 0
            if number in left and len(left[number][1]) <= MAX_NOTE:
                figure.note = left.pop(number)[1]
                _take_out(plan, figure.mark)
    if len(left) == len(notes.texts):
        return
    home.pieces.pop()
    if left:
        home.pieces.append(_numbered(left))
    elif home.heading and not (home.pieces or home.figures or home.links or home.picture):
        reason = _("The heading of notes that stand with their figures.")
        plan.left_out.append(LeftOut(home.heading, reason))
        home.heading = ""


def _numbered(notes: dict[int, tuple[str, str]]) -> Piece:
    shown = "".join(f"<li>[{number}] {html}</li>" for number, (html, _text) in notes.items())
    return Piece(f"<ul>{shown}</ul>", tuple(text for _html, text in notes.values()))


def _take_out(plan: Plan, mark: str) -> None:
    """Take a mark out of the text that it stands in."""
    plan.introduction = plan.introduction.replace(mark, "")
    for section in plan.sections:
        section.pieces = [
            replace(
                piece,
                html=piece.html.replace(mark, ""),
                texts=tuple(text.replace(mark, "") for text in piece.texts),
            )
            for piece in section.pieces
        ]
    plan.left_out.append(LeftOut(mark, _("The mark of a note that stands with its figure.")))
