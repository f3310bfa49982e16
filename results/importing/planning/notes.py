"""Gives each figure the note that its mark in the text leads to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..document import LeftOut
from .plan import MAX_NOTE, Kind, Piece

if TYPE_CHECKING:
    from .plan import Plan

_MARK = re.compile(r"\[(\d{1,3})\]")
# Between a figure and its mark stands what is counted: no other number, and no sentence.
AT_FIGURE = re.compile(r"[^\d.!?\[\]]{0,80}[.,]?(\[\d{1,3}\])")
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)


def give_notes(plan: Plan) -> None:
    """Move the notes at the end to the figures with their marks; the others keep their numbers."""
    with_text = [one for one in plan.sections if one.pieces and one.kind is not Kind.QUOTE]
    if not with_text or not with_text[-1].pieces[-1].html.startswith("<ol>"):
        return
    home, notes = with_text[-1], with_text[-1].pieces[-1]
    marks = sorted(_MARK.findall("\n".join(plan.words())), key=int)
    # Each has its mark once, or the list is another one, or one that has lost an item.
    if marks != [str(number) for number in range(1, len(notes.texts) + 1)]:
        return
    left = dict(enumerate(zip(_ITEM.findall(notes.html), notes.texts, strict=True), start=1))
    for section in plan.sections:
        for figure in section.figures:
            number = int(figure.mark.strip("[]") or 0)
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
