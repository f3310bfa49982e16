"""Links: which text says where they lead, whether it can be followed, and where they go on the page."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from ...blocks.links import validate_public_url, validate_telephone
from ...blocks.media import says_nothing
from ..document import LeftOut, Run, Runs, count_words, text_of
from .plan import MAX_LISTED, MAX_TEXT, PlannedLink

_MARKED = re.compile(r"(?:>>|»|→) ?(.+?) ?(?:<<|«|←)?")
LONGEST = 400  # characters of a sentence that a link is named after
_BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9][\w.+-]*@[a-z0-9][a-z0-9.-]*\.[a-z]{2,}|https?://[^\s<>\"”’»]+|www\.[^\s<>\"”’»]+|"
    r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:se|org|com|net|nu|eu|uk|fi|no|dk|info|gov|edu)\b(?:/[^\s<>\"”’»]*)?)",
    re.IGNORECASE,
)
# Words at the end of a link's text that say nothing of where it leads.
_VAGUE_END = re.compile(
    r"[\s,–-]*\b(?:här|här nere|här intill|here|via länken|på länken|by following this link|via this link)\b[\s.!:]*$",
    re.IGNORECASE,
)


def with_bare_addresses(runs: Runs) -> Runs:
    """The runs, with a link for each address that stands in their text."""
    found: list[Run] = []
    for run in runs:
        position = 0
        if not run.href:
            for match in _BARE.finditer(run.text):
                address = match[0].rstrip(".,;:!?)]}'")
                if match.start() > position:
                    found.append(Run(run.text[position : match.start()], "", run.bold, run.italic))
                found.append(Run(address, _target(address), run.bold, run.italic))
                position = match.start() + len(address)
        if position < len(run.text):
            found.append(Run(run.text[position:], run.href, run.bold, run.italic))
    return tuple(found)


def _target(address: str) -> str:
    if "://" in address:
        return address
    return f"mailto:{address}" if "@" in address else f"https://{address}"


def standing_alone(runs: Runs) -> PlannedLink | None:
    """The link that a whole paragraph or item is, with a text that says where it leads."""
    text = " ".join(text_of(runs).split())
    linked = [run for run in runs if run.href]
    targets = {run.href for run in linked}
    if not targets and len(text) <= MAX_TEXT and (marked := _MARKED.fullmatch(text)):
        # A link whose address was lost on the way, as when a page is copied as text.
        return PlannedLink(meaningful(marked[1]), taken=text)
    if len(targets) != 1 or len(text) > MAX_TEXT:
        return None
    inside = " ".join("".join(run.text for run in linked).split())
    rest = re.sub(r"\W", "", text.replace(inside, "", 1))
    # "Read more about the hotline here."
    is_whole = not rest or (says_nothing(inside) and not re.search(r"[.!?]\s+\S", text))
    return PlannedLink(meaningful(text), targets.pop(), taken=text) if is_whole else None


def within(runs: Runs) -> list[PlannedLink]:
    """The links inside a text: their words stay where they are, the links are listed after it."""
    found: dict[str, PlannedLink] = {}
    joined = ""
    for run in runs:
        joined = (joined + run.text)[-LONGEST:]
        if not run.href or not run.text.strip():
            continue
        if run.href in found and joined.endswith(found[run.href].text + run.text):
            found[run.href].text += run.text
            continue
        if run.href not in found:
            text = " ".join(run.text.split())
            if says_nothing(text):
                sentence = re.split(r"(?<=[.!?])\s+", joined.strip())[-1]
                text = meaningful(sentence)[:MAX_TEXT]
            found[run.href] = PlannedLink(text[:MAX_TEXT], run.href)
    return list(found.values())


def meaningful(text: str) -> str:
    """The text without "here" at its end; it may be one that says nothing all the same."""
    text = " ".join(text.split())
    shorter = _VAGUE_END.sub("", text)
    return (shorter or text).rstrip(" .:") if not re.search(r"\w\.\w+/?$", text) else text


def named_after(heading: str, locale: str) -> str:
    """A text for a link that has none of its own, after the heading above it."""
    with translation.override(locale):
        return (_("Read more: %s") % heading)[:MAX_TEXT]


def target_field(address: str) -> tuple[str, str] | None:
    """The field of a link that takes the address, and its value; None for one that leads nowhere.

    Relative addresses and those of other programs lead nowhere outside the document.
    """
    address = address.strip()
    scheme = address.split(":", 1)[0].lower() if ":" in address else ""
    try:
        if scheme == "mailto":
            email = address[7:].split("?")[0]
            validate_email(email)
            return "email", email
        if scheme == "tel":
            validate_telephone(address[4:])
            return "telephone", address[4:]
        validate_public_url(address)
    except ValidationError:
        return None
    return "url", address


def settle(link: PlannedLink, heading: str, locale: str) -> Iterator[LeftOut]:
    """Give a link that took the place of its paragraph its last text; yield the words it lost."""
    original = link.taken
    if says_nothing(link.text):
        link.text = named_after(heading, locale) if heading else link.text
        link.taken = ""
        yield LeftOut(original, _("A link that did not say where it leads."))
        return
    link.taken = link.text
    missing = count_words([original]) - count_words([link.text])
    if missing:
        words = " ".join(missing.elements())
        yield LeftOut(words, _("The link says where it leads without it."))


def list_links(runs: Runs, links: list[PlannedLink]) -> frozenset[str]:
    """Add the links of a text to `links`; give back the addresses of those that have to stay."""
    kept = set()
    for link in within(runs):
        if any(other.target == link.target and other.target for other in links):
            continue
        if len(links) >= MAX_LISTED:
            kept.add(link.target)
        else:
            links.append(link)
    return frozenset(kept)
