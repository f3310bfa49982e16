"""Checks a translated string against its source: numbers, addresses, hashtags, placeholders, links.

Plain Python; it knows no database and no Wagtail. docs/reference/translation-checks.md has the
rules.
"""

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext_lazy as _

from ..number_check import Difference, check

_MISSING = _("%(source)s is missing in the translation.")
_ADDED = _("%(translation)s is not in the source text.")
_CHANGED = _("%(source)s has become %(translation)s in the translation.")
_PERHAPS = _("Perhaps: %(message)s")
_MESSAGES = {
    "term_missing": _("“%(source)s” is to be translated as “%(translation)s”."),
    "term_forbidden": _("“%(translation)s” is not to be used for “%(source)s”."),
    "term_kept": _("“%(source)s” is to be kept as it is."),
    "numbers_swapped": _("%(source)s and %(translation)s have changed places."),
    "direction_changed": _(
        "%(source)s has become the opposite in the translation: %(translation)s."
    ),
    "unit_changed": _("%(source)s has another unit in the translation: %(translation)s."),
    "link_count": _(
        "The number of links differs: %(source)s in the source text, %(translation)s in the translation."
    ),
    "link_mixed_up": _("The links of the translation are not those of the source text."),
    "markup": _(
        "The markup of the translation is broken or not that of the source text: %(translation)s."
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, for programs and for people.

    docs/reference/translation-checks.md lists the codes. `source` and `translation` are the words
    of the two texts that it is about; what a text does not have is "". `reason` is why it matters,
    in the words of whoever keeps the glossary. One that is not `certain` may be right after all.
    """

    code: str
    source: str = ""
    translation: str = ""
    reason: str = ""
    certain: bool = True

    @property
    def message(self) -> str:
        """The fault as a sentence in the active language, with the reason."""
        usual = _ADDED if not self.source else _MISSING if not self.translation else _CHANGED
        words = {"source": self.source, "translation": self.translation}
        message = str(_MESSAGES.get(self.code, usual)) % words
        if not self.certain:
            message = str(_PERHAPS) % {"message": message}
        return f"{message} {self.reason}".rstrip()


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


def _markup_faults(source: "Markup", translation: "Markup") -> list[Fault]:
    faults: list[Fault] = []
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


_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_ID = re.compile(r"""\bid\s*=\s*["']?([\w-]+)""")
_ADDRESS = re.compile(r"""\bhref\s*=\s*["']((?:https?:|mailto:|tel:)[^"']*)""")
_EMPTY = {"br", "img", "hr", "embed", "wbr"}
_SAME = {"strong": "b", "em": "i"}
_RAISED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_INLINE = re.compile("a|abbr|acronym|b|code|em|i|small|span|strong|u|su[bp]")


@dataclass(frozen=True, slots=True)
class Markup:
    """What a string consists of.

    `text` is without tags and entities, `links` the ids of its links (or ""), `addresses` where
    they lead if the string says so, `kinds` the names of its tags, `broken` the first tag that is
    not closed or not opened, else "".
    """

    text: str
    links: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    broken: str = ""


def markup_of(data: str) -> Markup:
    """Read a string of wagtail-localize, or plain text."""
    if "<" not in data:
        return Markup(_unescaped(data))
    parts: list[str] = []
    links: list[str] = []
    addresses: list[str] = []
    kinds: set[str] = set()
    opened: list[str] = []
    broken = ""
    end = 0
    for tag in _TAG.finditer(data):
        parts.append(_text(data[end : tag.start()], opened))
        end = tag.end()
        name = tag["name"].lower()
        kinds.add(_SAME.get(name, name))
        if not _INLINE.fullmatch(name):
            parts.append("\n")
        if name in _EMPTY:
            continue
        if not tag["end"]:
            opened.append(name)
            if name == "a":
                found = _ID.search(tag["attributes"])
                links.append(found[1] if found else "")
                addresses.extend(_ADDRESS.findall(tag["attributes"]))
        elif opened and opened[-1] == name:
            opened.pop()
        else:
            broken = broken or tag[0]
    parts.append(_text(data[end:], opened))
    if opened:
        broken = broken or f"<{opened[-1]}>"
    return Markup("".join(parts), tuple(links), tuple(addresses), frozenset(kinds), broken)


def _text(data: str, opened: list[str]) -> str:
    text = _unescaped(data)
    return text.translate(_RAISED[opened[-1]]) if opened and opened[-1] in _RAISED else text


def _unescaped(data: str) -> str:
    try:
        return html.unescape(data)
    except ValueError:
        # A reference by a number of thousands of digits is none.
        return data


# A letter of the private use area stands where something was taken out.
GONE = "\ue000"
_TOP = (
    "com|org|net|edu|gov|int|info|eu|se|nu|no|dk|fi|is|uk|ie|de|fr|es|it|nl|be|at|ch|pl|ee|lv|lt|us|ca|au|nz|jp|in"
    "|io|tv|app|dev|ngo|ong|help|foundation|global|international|online|site|shop|me|ai|ax"
)
_FOUND = re.compile(
    rf"""
    (?P<placeholder>
        \{{\{{[^{{}}]{{0,200}}\}}\}} | \$?\{{[\w.!:\[\]-]{{0,100}}\}} | %\(\w+\)[sdifr] | (?<![\d\s])%[sd]\b | (?<![^\s(\[“"'])%[sd]\b
    )
  | (?P<address>
        (?:https?|ftp)://[^\s<>"”]+
      | (?:mailto:|tel:)[^\s<>"”]+
      | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}
      | (?<![\w.@/])www\.[^\s<>"”]+
      | (?<![\w.@/#-])(?:[a-zåäöéü0-9-]{{1,63}}\.){{1,8}}(?:{_TOP})\b(?!\.[a-z])(?:/[^\s<>"”]*)?
      | (?<![\w.@/#-])(?:[A-ZÅÄÖ][A-Za-z0-9ÅÄÖåäö-]{{0,62}}\.){{1,8}}(?:com|org|net|eu|se|nu|COM|ORG|NET|EU|SE|NU)\b(?!\.\w)(?:/[^\s<>"”]*)?
      | (?<![\w@/])@[A-Za-z_]\w+
    )
  | (?P<hashtag>(?<![\w&/])\#(?=\w*[^\W\d_])\w+)
    """,
    re.VERBOSE,
)
_END = ".,;:!?)]}'’”\"»…"


@dataclass(frozen=True, slots=True)
class Kept:
    """A text without what it has to keep, and the latter by kind: each as compared, and as written."""

    text: str
    found: dict[str, list[tuple[str, str]]]


def keep_apart(text: str, addresses: tuple[str, ...] = ()) -> Kept:
    """Take out of a text what is to be kept; `addresses` are those of its links."""
    found: dict[str, list[tuple[str, str]]] = {"placeholder": [], "hashtag": [], "address": []}
    found["address"] += [(_as_compared("address", address), address) for address in addresses]
    if not any(sign in text for sign in "{%#@.:"):
        return Kept(text, found)

    def take(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        written = _trimmed(match[0]) if kind == "address" else match[0]
        found[kind].append((_as_compared(kind, written), written))
        return GONE + match[0][len(written) :]

    return Kept(_FOUND.sub(take, text), found)


def differences(source: Kept, translation: Kept) -> list[tuple[str, str, str]]:
    """(kind, in the source, in the translation) for each thing that is not the same in both."""
    return [
        (kind, one, other)
        for kind, ours in source.found.items()
        for one, other in zip_longest(
            _without(ours, translation.found[kind]),
            _without(translation.found[kind], ours),
            fillvalue="",
        )
    ]


def _without(some: list[tuple[str, str]], others: list[tuple[str, str]]) -> list[str]:
    left = Counter(key for key, _written in others)
    more = []
    for key, written in some:
        left[key] -= 1
        if left[key] < 0:
            more.append(written)
    return more


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence; a bracket that was opened belongs to the address."""
    while address and address[-1] in _END:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _as_compared(kind: str, text: str) -> str:
    """One form for what is the same: of addresses, whatever the scheme and the case of the host."""
    if kind != "address":
        return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))
    bare = re.sub(r"^(?:(?:https?|ftp)://|mailto:|tel:)?(?:www\.)?", "", text, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")
