"""The call at the end of a document: share, donate, become a member."""

from __future__ import annotations

import re

_STARTS = (
    r"ge bort|lämna en gåva|testamentera|tipsa|bjud in|köp|berätta för|hör av dig|sprid|dela|gilla|skänk|ge en gåva|ge (?:ett bidrag|ditt bidrag)|bli (?!av\b|till\b|så\b|det\b)\w+|stöd (?:oss|vårt|vår)|"
    r"hjälp oss|swisha|engagera dig|var med|följ oss|gå med|bidra(?! *$|g|r)|anmäl dig|donera|tipsa en vän|vill du (?:hjälpa|bidra|stödja|vara med|bli|stötta|engagera)|"
    r"så kan du (?:hjälpa|bidra|stödja|engagera)|kom med|ditt stöd|tillsammans kan vi|stötta|"
    r"adopt|bring a friend|leave a gift|please (?:tell|share|give|donate|help|join)|tell (?:others|people|someone|everyone)|sponsor|keep the|remember us|"
    r"share|donate|give(?: today| now| a gift)?|become (?:a|an) |join (?:us|in)|support (?:us|our|the|your)|help us|spread (?:the|our)|volunteer|get involved|"
    r"make a (?:gift|donation|difference)|sign up|tell (?:a friend|your)|follow us|want to (?:help|give|support|join)|how you can help|could you|"
    r"will you|your (?:gift|support)|pass it on|lend a hand|take part|fundraise"
)
_APPEAL = re.compile(rf"^[\W_]*(?:{_STARTS})", re.IGNORECASE)
_INSIDE = re.compile(
    r"\b(?:dela (?:gärna|vår|den|med)|bli (?:medlem|månadsgivare|volontär)|swisha|skänk(?:a)? en|ge en gåva|plusgiro|bankgiro|sprid (?:gärna|kunskapen|ordet)|"
    r"become a (?:member|volunteer|friend|donor|supporter|regular)|donate|share (?:this|our|the)|make a donation|spread the word|join us|give (?:today|now)|sign up)\b",
    re.IGNORECASE,
)


def is_appeal(heading: str, text: str, *, others_in_capitals: bool) -> bool:
    """Whether a last section asks its readers to do something.

    A heading in capitals tells it too, unless the other headings are written so.
    """
    named = re.sub(r"^\s*[\d.]+\s*", "", heading)
    if _APPEAL.match(named) or _INSIDE.search(named):
        return True
    if heading.isupper() and len(heading) > 3 and not others_in_capitals:
        return True
    return heading.endswith("!") or _APPEAL.match(text) is not None


def is_appeal_text(text: str) -> bool:
    """Whether a last paragraph without a heading is an appeal."""
    short = len(text) <= 500
    return short and (_APPEAL.match(text) is not None or (text.isupper() and len(text.split()) > 2))
