"""What is shown beside a text, and what is marked in it.

That is figures, pictures, decisions and questions; numbers, terms, faults and changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, localcontext
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail.admin.utils import get_user_display_name
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Comment
from wagtail_localize.models import Translation

from ...blocks.stat_value import StatValue
from ...blocks.walking import Node, Path, walk
from ...number_check import LONGEST, Quantity, check, quantities
from ...quantities import format_number, format_quantity
from ..glossary import Term, places_of
from ..proofs import Fault
from ..tables import TextState
from .doubts import TranslatedString, readable

# That of Wagtail's own choosers, so that it is there already.
SPEC = "max-165x165"


@dataclass(frozen=True)
class ShownFigure:
    """A figure as readers of one language see it; `language` is the code of that of its label."""

    number: str
    label: str
    language: str


@dataclass(frozen=True)
class Beside:
    """The figures beside a text, in the order of the page and in both languages, and its picture."""

    figures: tuple[ShownFigure, ...] = ()
    translated: tuple[ShownFigure, ...] = ()
    picture: Any = None


class Surroundings:
    """What stands beside the texts of a page and of its translation."""

    def __init__(self, source: Any, target: Any, languages: tuple[str, str]) -> None:
        self._source, self._target, self._languages = source, target, languages

    def of(self, path: Path) -> Beside:
        """Return what stands beside the text at a path, such as ("body", "<id>", "heading")."""
        value = self._around(path)
        if image := _image_in(value):
            return Beside(picture=self._thumbnails.get(image.pk))
        keys = [value["figure"]] if value.get("figure") else self._keys_within(path[:-1])
        return Beside(
            tuple(self._figures[key] for key in keys if key in self._figures),
            tuple(self._translated[key] for key in keys if key in self._figures),
        )

    def _around(self, path: Path) -> dict[str, Any]:
        if path == ("hero_alt_text",):
            return {"image": self._main_image}
        node = self._nodes.get(path[:-1])
        return node.value if node and node.is_struct else {}

    def _keys_within(self, path: Path) -> list[str]:
        return [key for key, place in self._places.items() if path and place[: len(path)] == path]

    @cached_property
    def _nodes(self) -> dict[Path, Node]:
        return {node.path: node for node in _nodes_of(self._source)}

    @cached_property
    def _places(self) -> dict[str, Path]:
        nodes = self._nodes.values()
        return {node.identity: node.path for node in nodes if isinstance(node.value, StatValue)}

    @cached_property
    def _figures(self) -> dict[str, ShownFigure]:
        return _shown(self._nodes.values(), self._languages[0])

    @cached_property
    def _translated(self) -> dict[str, ShownFigure]:
        source, target = self._languages
        # What the page does not have yet it will have from the source.
        nodes = (*self._nodes.values(), *_nodes_of(self._target))
        return {
            key: replace(shown, language=source)
            if key in self._figures and shown.label == self._figures[key].label
            else shown
            for key, shown in _shown(nodes, target).items()
        }

    @property
    def _main_image(self) -> Any:
        return getattr(self._source, "hero_image", None)

    @cached_property
    def _thumbnails(self) -> dict[int, Any]:
        values = [node.value for node in self._nodes.values() if node.is_struct]
        images = [self._main_image, *map(_image_in, values)]
        keys = {image.pk for image in images if image}
        found = get_image_model().objects.filter(pk__in=keys).prefetch_renditions(SPEC)
        return {image.pk: get_rendition_or_not_found(image, SPEC) for image in found}


def _image_in(value: dict[str, Any]) -> Any:
    found = value.get("image") or value.get("poster")
    # The picture of a campaign is a block with texts of its own.
    return found if isinstance(found, AbstractImage) else None


def _nodes_of(page: Any) -> Iterator[Node]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from walk(field.stream_block, getattr(page, field.name), (field.name,))


def _shown(nodes: Any, language: str) -> dict[str, ShownFigure]:
    found = {}
    for node in nodes:
        if isinstance(node.value, StatValue) and (quantity := node.value.quantity):
            number = format_quantity(quantity, language)
            label = node.value.get("label") or ""
            found[node.identity] = ShownFigure(number, label, language)
    return found


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a text for people to read; `number` is in how many other places it was made."""

    act: str
    kind: str
    by: str
    at: datetime
    text: str
    undone: bool
    number: int = 0


class History:
    """The decisions about the texts of a page, by whom they were made; a query for their names."""

    def __init__(self, strings: Iterable[TranslatedString]) -> None:
        self._strings = list(strings)
        keys = {each["by"] for string in self._strings for each in string.state.history}
        people = get_user_model()._default_manager.in_bulk(keys - {None}) if keys else {}
        self._names = {key: get_user_display_name(person) for key, person in people.items()}

    def of(self, string: TranslatedString) -> list[Decision]:
        """Return the decisions about a text, the newest first."""
        return [self._read(each) for each in reversed(string.state.history)]

    def latest(self, limit: int = 5) -> list[Decision]:
        """Return the latest decisions that can be undone, one for all that were made together."""
        decided = [
            string for string in self._strings if string.state.decision.get("text") == string.text
        ]
        found = {each.state.act: each.state.decision for each in decided}
        latest = sorted(found.values(), key=lambda each: each["at"], reverse=True)[:limit]
        numbers = TextState.objects.filter(act__in=[each["act"] for each in latest])
        counted = dict(numbers.values_list("act").annotate(Count("pk"))) if latest else {}
        return [self._read(each, counted[each["act"]] - 1) for each in latest]

    def _read(self, each: dict[str, Any], number: int = 0) -> Decision:
        return Decision(
            each["act"],
            str(TextState.Kind(each["kind"]).label),
            self._names.get(each["by"], _("Somebody")) if each["by"] else "",
            datetime.fromisoformat(each["at"]),
            each["text"],
            each.get("undone", False),
            number,
        )


def questions_of(translation: Translation, user: Any) -> dict[str, list[Comment]]:
    """Return what the user has asked about the texts of a translation, by the path of the text.

    Comments of others are for those who edit the source. Two queries, whatever their number.
    """
    found: dict[str, list[Comment]] = {}
    asked = Comment.objects.filter(
        page__translation_key=translation.source.object_id,
        page__locale=translation.source.locale,
        user=user,
    )
    for comment in asked.order_by("pk").prefetch_related("replies__user"):
        found.setdefault(comment.contentpath, []).append(comment)
    return found


# A tag, a number with its separators, a word, a space, or any other character.
_PARTS = re.compile(r"<[^>]*>|\d[\d\s.,:]*\d|\w+|\s+|.", re.DOTALL)
# Longer texts are compared as a whole: what two of them have in common takes too long to find.
MOST_PARTS = 1200


def marked_changes(before: str, after: str) -> SafeString:
    """Return the later text as HTML, with removed words in `<del>` and new ones in `<ins>`.

    Tags are shown as they are written: they are part of what a translator types.
    """
    old, new = _PARTS.findall(readable(before)), _PARTS.findall(readable(after))
    if len(old) + len(new) > MOST_PARTS:
        old, new = [readable(before)], [readable(after)]
    changes: list[tuple[SafeString]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            changes.append((format_html("{}", "".join(new[new_start:new_end])),))
            continue
        if end > start:
            changes.append((format_html("<del>{}</del>", "".join(old[start:end])),))
        if new_end > new_start:
            changes.append((format_html("<ins>{}</ins>", "".join(new[new_start:new_end])),))
    return format_html_join("", "{}", changes)


_MARKED = '<mark class="results-string__{}"{}>{}</mark>'
# They say how many links there are, and not which words are at fault.
_OF_LINKS = {"link_count", "link_mixed_up"}
_NUMBER = re.compile(r"\d(?:[\d .,\u00a0\u202f]*\d)?")
# As many digits as the check reads.
MOST_DIGITS = 40
# More than digits make them.
_MADE_OF_SEVERAL = frozenset({"clock", "code", "date", "period"})


def marked_pair(
    source: str,
    translation: str,
    languages: tuple[str, str],
    terms: list[Term],
    faults: Iterable[Fault],
    *,
    with_numbers: bool = True,
) -> tuple[SafeString, SafeString]:
    """Return a text and its translation as HTML, with numbers, terms and what is at fault marked.

    Without `with_numbers`, those of a pair without faults are left out: reading them takes a while
    where there are hundreds of texts.
    """
    source, translation = readable(source), readable(translation)
    said = {term.term: " / ".join(term.allowed) for term in terms}
    there = {word for _start, _end, word in places_of(said, source)}
    translated = {word: term.term for term in terms if term.term in there for word in term.allowed}
    # A certain fault of the same words comes last, and counts.
    known = sorted(
        (each for each in faults if each.code not in _OF_LINKS), key=lambda each: each.certain
    )
    ours = {each.source: each.certain for each in known}
    theirs = {each.translation: each.certain for each in known}
    texts = source, translation
    is_read = bool(known) or with_numbers
    numbers = [quantities(*each) if is_read else [] for each in zip(texts, languages, strict=True)]
    return (
        _marked(source, numbers[0], said, ours),
        _marked(translation, numbers[1], translated, theirs),
    )


def _marked(
    text: str, numbers: list[Quantity], terms: Mapping[str, str], faults: Mapping[str, bool]
) -> SafeString:
    if len(text) > LONGEST:
        # Nobody would find a mark in it.
        return format_html("{}", text)
    kinds = {
        words: "fault" if certain else "doubt-mark" for words, certain in faults.items() if words
    }
    places = [(start, -end, kinds[words], "") for start, end, words in places_of(kinds, text)]
    places += [
        (part.start, -part.end, kinds.get(part.text, "number"), "")
        for each in numbers
        # "One in four" are two numbers where one of them is at fault.
        for part in (each.parts if any(one.text in kinds for one in each.parts) else (each,))
        if not part.is_weak
    ]
    places += [(start, -end, "term", terms[words]) for start, end, words in places_of(terms, text)]
    parts: list[tuple[SafeString]] = []
    at = 0
    # What begins first, and of that the longest; a fault before what is none.
    for start, minus_end, kind, title in sorted(places):
        if start < at:
            continue
        said = format_html(' title="{}"', title) if title else ""
        parts.append((format_html("{}", text[at:start]),))
        parts.append((format_html(_MARKED, kind, said, text[start:-minus_end]),))
        at = -minus_end
    return format_html_join("", "{}", [*parts, (format_html("{}", text[at:]),)])


def corrected(source: str, text: str, languages: tuple[str, str]) -> str:
    """Return the translation with each certain wrong number put right, "" where there is none.

    Both are texts as a person reads them; `languages` are theirs, in this order.
    """
    right = text
    found = [each for each in check(source, text, *languages) if each.certain and each.target]
    for each in sorted(found, key=lambda one: one.target.start if one.target else 0, reverse=True):
        ours, theirs = each.source, each.target
        if ours is None or theirs is None or _number_of(theirs) is None:
            continue
        number, place = _in_language(ours, languages[1]), slice(theirs.start, theirs.end)
        if number and text[place] == theirs.text:
            said = _NUMBER.sub(number, theirs.text)
            right = f"{right[: theirs.start]}{said}{right[theirs.end :]}"
    return right if right != text else ""


def _number_of(quantity: Quantity) -> str | None:
    """Return the only number in digits that the quantity has, as it is written, else None."""
    numbers = _NUMBER.findall(quantity.text)
    is_one = len(numbers) == 1 and quantity.kind not in _MADE_OF_SEVERAL
    return numbers[0] if is_one and quantity.is_digits else None


def _in_language(quantity: Quantity, language: str) -> str:
    written = _number_of(quantity)
    if written is None or (written.isdigit() and len(written) <= 4):
        # A year has no separator, in any language.
        return written or ""
    if len(quantity.values) != 1:
        return ""
    value = next(iter(quantity.values)) / quantity.scale
    with localcontext(prec=MOST_DIGITS):
        exact = Decimal(value.numerator) / value.denominator
    return format_number(exact, language)
