"""Lines that belong to what stands beside them: captions of pictures and tables, speakers of quotations."""

import re
from dataclasses import replace
from itertools import zip_longest

from ..document import Heading, Items, Paragraph, Part, Picture, Quote, Run, Table, text_of
from ..quotations import byline, is_quoted, is_said_below, quotation_in, quotation_of
from .plan import MAX_CAPTION, MAX_TEXT
from .rich import one_line

# "Table 1: Activity", "Figur 2."
_NUMBERED = re.compile(
    r"(?:tabell?e?|table|taulukko|figure?|fig\.|diagram|abbildung|abb\.|kuva|kuvio)\s?\d",
    re.IGNORECASE,
)
_BELOW_PICTURE = re.compile(
    rf"(?:foto|photo|photograph|bild|fotograf|photographer)\s?:|photo by\b|©|{_NUMBERED.pattern}",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\b(?:foto|photo|photograph|fotograf|photographer)\s?:|\bphoto by\b|©", re.I)
MOST_WORDS_OF_TITLE = 12  # of a table


def caption_and_credit(text: str) -> tuple[str, str]:
    """The words below a picture: what they say of it, and whose it is."""
    credit = _CREDIT.search(text)
    if credit is None:
        return text, ""
    return text[: credit.start()].rstrip(" (–—|,[-"), text[credit.start() :].rstrip(" )]")


def with_belongings(parts: list[Part]) -> list[Part]:
    """The parts, with each caption and each speaker in the part that it belongs to."""
    done: list[Part] = []
    for part, following in zip_longest(parts, parts[1:]):
        part = _as_quote(part)
        joined = _joined(done[-1], part, following) if done else None
        if joined is None:
            done.append(part)
        else:
            done[-1] = joined
    return done


def _joined(above: Part, below: Part, following: Part | None) -> Part | None:
    """The first two as one part, None where neither belongs to the other."""
    # A line between two tables names the second.
    leads = isinstance(following, Table | Picture)
    match above, below:
        case Paragraph(), Table(caption="") if _is_caption(above):
            return replace(below, caption=one_line(text_of(above.runs)))
        case Table(caption=""), Paragraph() if not leads and _NUMBERED.match(text := _line(below)):
            return replace(above, caption=text) if len(text) <= MAX_TEXT else None
        case Picture(), Paragraph() if _is_below_picture(text := _line(below)):
            return replace(above, caption=one_line(f"{above.caption} {text}"))
        case ((Paragraph() | Quote()), (Paragraph() | Items(items=(_,)))):
            heads = isinstance(below, Paragraph) and below.is_line
            is_alone = not heads or following is None or isinstance(following, Heading)
            return _joined_quote(above, below, may_be_plain=is_alone and not leads)
    return None


def _as_quote(part: Part) -> Part:
    """A paragraph, or an item alone, that is a quotation with whose it is, as one; other parts as they are."""
    match part:
        case Paragraph() if quotation_in(text_of(part.runs)):
            return Quote((part.runs,), page=part.page)
        case Items(items=((*runs,),), ordered=False) if quotation_in(f"– {text_of(runs)}"):
            return Quote(((Run("– "), *runs),), page=part.page)
    return part


def _joined_quote(
    above: Paragraph | Quote, below: Paragraph | Items, *, may_be_plain: bool
) -> Quote | None:
    """A quotation with the line below that says whose it is; a plain one is nothing else, such as a heading."""
    lines = above.paragraphs if isinstance(above, Quote) else (above.runs,)
    if isinstance(above, Paragraph) and not is_quoted(text_of(above.runs)):
        return None
    if quotation_of([one_line(text_of(runs)) for runs in lines]).name:
        return None
    runs = below.runs if isinstance(below, Paragraph) else (Run("– "), *below.items[0])
    text = text_of(runs).strip()
    is_plain = may_be_plain and not any(run.href for run in runs)
    if is_said_below(text) or (byline(text) and (text[0] in "–—-" or is_plain)):
        return Quote((*lines, runs), page=above.page)
    return None


def _is_below_picture(text: str) -> bool:
    return len(text) <= MAX_CAPTION and _BELOW_PICTURE.match(text) is not None


def _is_caption(line: Paragraph) -> bool:
    """Whether a line above a table names it, and is no heading or the end of a text."""
    text = _line(line)
    is_title = not line.is_line and len(text.split()) <= MOST_WORDS_OF_TITLE
    is_named = _NUMBERED.match(text) or (is_title and not text.endswith((".", "!", "?", ":", ";")))
    return bool(is_named) and 0 < len(text) <= MAX_TEXT and not any(run.href for run in line.runs)


def _line(part: Paragraph) -> str:
    return one_line(text_of(part.runs))
