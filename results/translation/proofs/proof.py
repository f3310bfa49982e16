"""The check of one translated string against its source."""

import re
from collections import Counter

from .comparing import compare, compare_digits
from .fault import Fault
from .kept import differences, keep_apart
from .languages import language_of
from .markup import Markup, markup_of
from .mentions import read

_MOST = 3000
_RUNS = re.compile(r"\d+|[½⅓⅔¼¾⅕-⅞]")


def is_crowded(text: str) -> bool:
    """Whether reading its numbers one by one would take too long."""
    return len(text) > _MOST and sum(1 for _match in _RUNS.finditer(text)) > _MOST


def compare_crowds(source: str, translation: str) -> list[Fault]:
    """A fault for each run of digits that one text has more often than the other."""
    ours, theirs = (Counter(_RUNS.findall(text)) for text in (source, translation))
    return [Fault("number_missing", run) for run in ours - theirs] + [
        Fault("number_added", translation=run) for run in theirs - ours
    ]


def faults_of(
    source: str, translation: str, source_language: str, target_language: str
) -> list[Fault]:
    """In what a translation says something else than its source.

    Both are strings of wagtail-localize (text with entities and inline tags) or plain text. The
    languages are codes such as "sv" or "en-GB"; of one that is not known only the digits are read.
    Never raises.
    """
    ours, theirs = markup_of(source), markup_of(translation)
    faults = _markup_faults(ours, theirs)
    kept, kept_theirs = (keep_apart(side.text, side.addresses) for side in (ours, theirs))
    faults += [Fault(*unlike) for unlike in differences(kept, kept_theirs)]
    if is_crowded(kept.text) or is_crowded(kept_theirs.text):
        return faults + compare_crowds(kept.text, kept_theirs.text)
    languages = language_of(source_language), language_of(target_language)
    numbers = (
        read(kept.text, languages[0], kept_theirs.text),
        read(kept_theirs.text, languages[1], kept.text),
    )
    are_known = all(language.is_known for language in languages)
    return faults + (compare if are_known else compare_digits)(*numbers)


def _markup_faults(source: Markup, translation: Markup) -> list[Fault]:
    faults = []
    if len(source.links) != len(translation.links):
        faults.append(Fault("link_count", str(len(source.links)), str(len(translation.links))))
    elif sorted(source.links) != sorted(translation.links):
        faults.append(Fault("link_mixed_up", " ".join(source.links), " ".join(translation.links)))
    foreign = sorted(translation.kinds - source.kinds - {"a", "br"})
    if translation.broken and not source.broken:
        faults.append(Fault("markup", source.broken, translation.broken))
    elif foreign:
        faults.append(Fault("markup", "", f"<{foreign[0]}>"))
    return faults
