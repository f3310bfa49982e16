"""Compare a page with its source: what differs is kept as a mark in its `LanguageVersion`."""

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from html import unescape
from typing import Any, TypeVar

from django.utils import timezone

from babel.numbers import format_decimal

from ..blocks.walking import within_item
from ..number_check import Difference as NumberDifference
from ..number_check import Quantity, check
from ..quantities.formatting import conventions_of
from ..reading.provenance import strings_in_common, strings_of
from ..record.versions import LanguageVersion, Prose
from .content import UNSEEN, Content, Leaf, Treatment

Kind = LanguageVersion.Kind
# The digest of no text: what was agreed is not known, but that it was another.
_OTHER = "?"
# What a difference is about, and its path; "" is the page as a whole.
Difference = tuple[Kind, str]
Agreement = dict[str, Any]
# The agreement of a draft that is not public yet.
DRAFT = "draft"
# What of a path moves with its item, the path on the page, the source's value and the page's.
Pair = tuple[str, str, "Leaf", "Leaf"]
Known = TypeVar("Known")
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r"[.!?]\s")
_YEARS = range(1500, 2100)


def compare(
    source: Content,
    own: Content,
    version: LanguageVersion,
    *,
    prose: Prose | None = None,
    untranslated: Collection[str] = (),
    life: Collection[Difference] = (),
    language: str = "",
) -> None:
    """Set what differs between a page and its source in `version`, which is not saved.

    `prose` is what a translating app knows about the texts. Without it a text is older if the
    source's has changed since it was last changed itself, as a file is; and those at the paths
    `untranslated`, and below, have just been copied from the source. `life` is what differs besides
    the content, `language` the code of the page's language.
    """
    now = timezone.now().isoformat()
    found = [*life, *_structure(source, own), *_values(source, own)]
    since = {(each["kind"], each["path"]): each["since"] for each in version.differences}
    version.differences = [
        {"kind": kind.value, "path": path, "since": since.get((kind, path), now)}
        for kind, path in found
    ]
    is_by_hand = prose is None
    earlier, moments = by_item(version.agreed), by_item(version.older)
    known = moments if prose is None else by_item(prose.older)
    # What the page has not may come back, as a draft has it.
    absent = source.moving.keys() - own.moving.keys()
    agreed = {path: each for path, each in version.agreed.items() if within_item(path) in absent}
    older = {}
    pairs = list(_pairs(source, own))
    for key, path, leaf, mine in pairs:
        if leaf.treatment is Treatment.SYNC:
            continue
        if leaf.treatment is Treatment.TRANSLATE and prose is not None:
            agreed[path] = _as_told(leaf, mine, _earliest(known.get(key)))
            continue
        before = earlier.get(key) or _as_told(leaf, mine, _earliest(moments.get(key)))
        agreed[path] = _agreement(leaf, mine, before, now)
        if agreed[path]["since"]:
            older[path] = known.get(key) or {"": agreed[path]["since"]}
    if prose is None:
        still = dict(_untranslated(pairs, by_item(version.untranslated), untranslated))
        machine = by_item(version.machine)
        prose = Prose({}, still, {path: machine[key] for key, path, *_ in pairs if key in machine})
    files = {path for path, leaf in own.leaves.items() if leaf.treatment is Treatment.REPLACE}
    texts = {path: known for path, known in prose.older.items() if path not in files}
    version.older = {**texts, **older}
    version.untranslated, version.machine = prose.untranslated, prose.machine
    version.numbers = {
        path: said
        for _key, path, leaf, mine in pairs
        if path in version.older
        and leaf.treatment is Treatment.TRANSLATE
        and (said := _numbers(leaf, mine, version.source_language, language))
    }
    version.agreed, version.source_items = agreed, sorted(source.ids)
    version.by_hand = is_by_hand
    version.to_look_at = len(version.unexplained) + len(version.older_by_hand)


def agree_as_written(
    source: Content, own: Content, version: LanguageVersion, *, is_beside: bool = False
) -> None:
    """Note that what has been written since the last comparison is right beside this source.

    `own` is the page as it was compared, or a draft that `is_beside` it.
    """
    paths = {within_item(path): path for path in version.agreed}
    for key, path, leaf, mine in _pairs(source, own):
        place = paths.get(key, path)
        before = version.agreed.get(place, {})
        known = {before.get("own"), before.get(DRAFT, {}).get("own")}
        if leaf.treatment is not Treatment.SYNC and mine.digest not in known:
            told = _as_told(leaf, mine, "")
            version.agreed[place] = {**before, DRAFT: told} if is_beside and before else told
    if version.pk is None:
        version.source_items = sorted(source.ids)


def by_item(known: dict[str, Known]) -> dict[str, Known]:
    """Return what is known by path by what of the path moves with its item."""
    return {within_item(path): value for path, value in known.items()}


def _pairs(source: Content, own: Content) -> Iterator[Pair]:
    for key, (path, mine) in own.moving.items():
        if key in source.moving:
            yield key, path, source.moving[key][1], mine


def _structure(source: Content, own: Content) -> Iterator[Difference]:
    for path, keys in source.items.items():
        if path in own.items:
            mine = own.items[path]
            yield from (
                (Kind.MISSING, f"{path}.{id}") for id, _type in keys if (id, _type) not in mine
            )
            yield from (
                (Kind.EXTRA, f"{path}.{id}") for id, _type in mine if (id, _type) not in keys
            )
            if [each for each in keys if each in mine] != [each for each in mine if each in keys]:
                yield Kind.ORDER, path


def _values(source: Content, own: Content) -> Iterator[Difference]:
    for _key, path, leaf, mine in _pairs(source, own):
        if leaf.treatment is Treatment.SYNC:
            if leaf.value != mine.value:
                yield Kind.FIGURE, path
        elif path not in UNSEEN and leaf.has_words != mine.has_words:
            yield Kind.MISSING if leaf.has_words else Kind.EXTRA, path


def _as_told(leaf: Leaf, mine: Leaf, since: str) -> Agreement:
    """What is agreed where somebody else has told since when the source has another text, if it has."""
    return {"source": _OTHER if since else leaf.digest, "own": mine.digest, "since": since}


def _agreement(leaf: Leaf, mine: Leaf, before: Agreement, now: str) -> Agreement:
    draft = before.get(DRAFT)
    if draft and draft["own"] == mine.digest:
        before = draft
    is_as_agreed = before["own"] == mine.digest and before["source"] != leaf.digest
    if is_as_agreed and mine.digest != leaf.digest:
        return {**before, "since": before["since"] or now}
    told = _as_told(leaf, mine, "")
    return {**told, DRAFT: draft} if draft and draft is not before else told


def _numbers(leaf: Leaf, mine: Leaf, *languages: str) -> list[list[str]]:
    return [list(pair) for pair in present_numbers(leaf.text, mine.text, *languages)]


def _earliest(moments: dict[str, str] | None) -> str:
    return min((moments or {}).values(), default="")


def _untranslated(
    pairs: Iterable[Pair], known: dict[str, list[str]], copied: Collection[str]
) -> Iterator[tuple[str, list[str]]]:
    """The strings of texts that have just been copied, and those copied before that are still there."""
    for key, path, leaf, mine in pairs:
        if leaf.treatment is Treatment.TRANSLATE and mine.digest:
            is_new = any(path == each or path.startswith(f"{each}.") for each in copied)
            if is_new and mine.digest == leaf.digest:
                yield path, strings_of(mine.value, mine.is_rich)
            elif still := strings_in_common(known.get(key), mine.value, mine.is_rich):
                yield path, still


def present_numbers(
    source: str, own: str, source_language: str, language: str
) -> list[tuple[str, str]]:
    """Return each number of a text with the one that its source has in its place now, in its order.

    The former as the text has it, the latter as its language writes it; a year stays a year. Of a
    sentence in which another number differs, too, nothing is told where there is no telling what
    to say in that one's place: it is a date, a time, in another unit or nowhere in the source.
    """
    source, own = (unescape(_TAG.sub(" ", text)) for text in (source, own))
    found = check(source, own, source_language, language)
    told = [each for each in found if _is_told(each)]
    ends = [0, *(end.end() for end in _SENTENCE.finditer(own))]
    others = {bisect(ends, each.target.start) for each in found if each.target and each not in told}
    pairs = [(each.target, each.source) for each in told if each.target and each.source]
    return [
        (mine.text, _as_written(theirs, mine, language))
        for mine, theirs in sorted(pairs, key=lambda pair: pair[0].start)
        if bisect(ends, mine.start) not in others
    ]


def _is_told(difference: NumberDifference) -> bool:
    theirs, mine = difference.source, difference.target
    return (
        difference.code == "number_changed"
        and theirs is not None
        and mine is not None
        and theirs.unit == mine.unit
        and all(each.kind == "number" and len(each.values) == 1 for each in (theirs, mine))
    )


def _as_written(quantity: Quantity, former: Quantity, language: str) -> str:
    value = min(quantity.values)
    if former.is_year and value in _YEARS:
        # Years have no separator, whatever stands beside them.
        return str(value)
    number = format_decimal(
        Decimal(value.numerator) / Decimal(value.denominator),
        locale=conventions_of(language),
        decimal_quantization=False,
    )
    return f"−{number}" if quantity.is_negative else number
