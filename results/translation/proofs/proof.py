"""The check of one translated string against its source."""

from ...number_check import Difference, check
from .fault import Fault
from .kept import differences, keep_apart
from .markup import Markup, markup_of


def faults_of(
    source: str, translation: str, source_language: str, target_language: str
) -> list[Fault]:
    """In what a translation says something else than its source, certainly or perhaps.

    Both are strings of wagtail-localize (text with entities and inline tags) or plain text. The
    languages are codes such as "sv" or "en-GB"; of one that is not known only the digits are read.
    Never raises.
    """
    ours, theirs = markup_of(source), markup_of(translation)
    faults = _markup_faults(ours, theirs)
    kept, kept_theirs = (keep_apart(side.text, side.addresses) for side in (ours, theirs))
    faults += [Fault(*unlike) for unlike in differences(kept, kept_theirs)]
    numbers = check(kept.text, kept_theirs.text, source_language, target_language)
    return faults + [_fault(found) for found in numbers]


def _fault(found: Difference) -> Fault:
    source, target = (side.text if side else "" for side in (found.source, found.target))
    return Fault(found.code, source, target, certain=found.certain)


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
