"""The accessibility statement of the demo site, a page of text in both languages.

It is about the demo itself, and true.
"""

import re
from typing import Any

from home import STATEMENT_SLUGS

# The paragraphs of the page: the tag, what it says in Swedish and in English.
PARTS = [
    (
        "p",
        "ECPAT Sverige (demo) står bakom demonstrationswebbplatsen. Vi vill att så många som möjligt ska kunna använda den.",
        "ECPAT Sweden (demo) is behind the demonstration site. We want as many people as possible to be able to use it.",
    ),
    (
        "p",
        "Här beskriver vi hur tillgänglig den är, vilka brister vi känner till och hur du kan berätta om andra. Lagen om tillgänglighet till digital offentlig service gäller inte oss; vi publicerar redogörelsen frivilligt.",
        "Here we describe how accessible it is, which deficiencies we know of, and how you can tell us of others. The Swedish law on the accessibility of digital public services does not apply to us; we publish this statement of our own accord.",
    ),
    (
        "h2",
        "Hur tillgänglig är demonstrationswebbplatsen?",
        "How accessible is the demonstration site?",
    ),
    (
        "p",
        "Den uppfyller delvis kraven i EN 301 549 V3.2.1 (WCAG 2.1 AA). Nedan beskriver vi vad som inte gör det.",
        "It partly meets EN 301 549 V3.2.1 (WCAG 2.1 AA). What does not is described below.",
    ),
    ("h2", "Om du inte kan använda någon del", "If you cannot use some part"),
    (
        "p",
        "Hör av dig om det finns innehåll som du inte kan använda som det är. Vi hjälper dig, eller ger dig det i ett annat format.",
        "Tell us if there is content that you cannot use as it is. We will help you, or provide it in another format.",
    ),
    (
        "p",
        "E-post: <a {}>info@example.org</a>",
        "E-mail: <a {}>info@example.org</a>",
    ),
    (
        "p",
        "Vi svarar normalt inom 5 arbetsdagar.",
        "We usually answer within 5 working days.",
    ),
    ("h2", "Rapportera en brist", "Report a deficiency"),
    (
        "p",
        "Vi vill bli mer tillgängliga. Om du hittar en brist som inte är beskriven här, berätta det för oss, så att vi får veta att den finns.",
        "We want to become more accessible. If you find a deficiency that is not described here, tell us, so that we know of it.",
    ),
    (
        "p",
        "E-post: <a {}>info@example.org</a>",
        "E-mail: <a {}>info@example.org</a>",
    ),
    (
        "p",
        "Vi svarar normalt inom 5 arbetsdagar.",
        "We usually answer within 5 working days.",
    ),
    (
        "h2",
        "Teknisk information om tillgängligheten",
        "Technical information about accessibility",
    ),
    (
        "h3",
        "Innehåll som inte uppfyller kraven",
        "Content that does not meet the requirements",
    ),
    (
        "p",
        "Verksamhetsberättelsen är ett pdf-dokument utan taggar.",
        "The annual report is a PDF document without tags.",
    ),
    (
        "li",
        "Vem som påverkas: Den som använder skärmläsare hör texten, men inte vad som är en rubrik.",
        "Who is affected: Those who use a screen reader hear the text, but not what is a heading.",
    ),
    (
        "li",
        "Kriterier i WCAG: 1.3.1 Information och relationer",
        "WCAG criteria: 1.3.1 Info and Relationships",
    ),
    (
        "li",
        "Skäl: Dokumentet är en platshållare.",
        "Reason: The document is a placeholder.",
    ),
    (
        "li",
        "Använd i stället: Det viktigaste från året står på resultatsidan.",
        "Use instead: The most important things from the year are on the results page.",
    ),
    ("h2", "Hur vi har testat", "How we have tested it"),
    ("p", "Vi har granskat den själva.", "We have assessed it ourselves."),
    (
        "p",
        "Vi gick igenom startsidan, resultatsidorna och informationssidorna på svenska och engelska, med tangentbord och med automatiska kontroller.",
        "We went through the home page, the pages of results and the pages of information in Swedish and English, with a keyboard and with automatic checks.",
    ),
    (
        "p",
        "Senaste bedömning: 24 november 2026",
        "Latest assessment: 24 November 2026",
    ),
]


def text(language: int, link: str) -> str:
    """Return the page as HTML; `link` stands in for the attributes of its links."""
    html = "".join(f"<{part[0]}>{part[language].format(link)}</{part[0]}>" for part in PARTS)
    return re.sub("(<li>.*</li>)", r"<ul>\1</ul>", html)


ADDRESS = 'href="mailto:info@example.org"'
TEXTS = {"sv": text(1, ADDRESS), "en": text(2, ADDRESS)}

PAGE: dict[str, Any] = {
    "title": "Tillgänglighetsredogörelse",
    "slug": STATEMENT_SLUGS[0],
    "search_description": "Hur tillgänglig demonstrationswebbplatsen är.",
    "text": TEXTS["sv"],
}

STRINGS = {
    "Tillgänglighetsredogörelse": "Accessibility statement",
    "Hur tillgänglig demonstrationswebbplatsen är.": "How accessible the demonstration site is.",
    **{swedish.format('id="a1"'): english.format('id="a1"') for _, swedish, english in PARTS},
}

SLUGS = dict([STATEMENT_SLUGS])
