"""What a translation keeps as it is: placeholders, hashtags and addresses."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

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
    for address in addresses:
        found["address"].append((_same_address(address), address))
    if not any(sign in text for sign in "{%#@.:"):
        return Kept(text, found)

    def take(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        written, rest = match[0], ""
        if kind == "address":
            written = _trimmed(match[0])
            rest = match[0][len(written) :]
        found[kind].append((_AS_COMPARED[kind](written), written))
        return GONE + rest

    return Kept(_FOUND.sub(take, text), found)


def differences(source: Kept, translation: Kept) -> list[tuple[str, str, str]]:
    """(kind, in the source, in the translation) for each thing that is not the same in both."""
    unlike: list[tuple[str, str, str]] = []
    for kind, ours in source.found.items():
        theirs = translation.found[kind]
        if not ours and not theirs:
            continue
        missing = _without(ours, theirs)
        added = _without(theirs, ours)
        for index in range(max(len(missing), len(added))):
            first = missing[index] if index < len(missing) else ""
            second = added[index] if index < len(added) else ""
            unlike.append((kind, first, second))
    return unlike


def _without(some: list[tuple[str, str]], others: list[tuple[str, str]]) -> list[str]:
    left = Counter(key for key, _written in others)
    found = []
    for key, written in some:
        if left[key]:
            left[key] -= 1
        else:
            found.append(written)
    return found


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence; a bracket that was opened belongs to the address."""
    while address and address[-1] in _END:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _same_placeholder(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _same_hashtag(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _same_address(text: str) -> str:
    """One form for what leads to the same place, whatever its scheme and the case of its host."""
    bare = re.sub(r"^(?:(?:https?|ftp)://|mailto:|tel:)?(?:www\.)?", "", text, flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


_AS_COMPARED = {
    "placeholder": _same_placeholder,
    "hashtag": _same_hashtag,
    "address": _same_address,
}
