"""The accessibility statement of the demo site: form values and translation.

It is about the demo itself, and true.
"""

from datetime import date
from typing import Any

PAGE: dict[str, Any] = {
    "title": "Tillgänglighetsredogörelse",
    "slug": "tillganglighetsredogorelse",
    "search_description": "Hur tillgänglig demonstrationswebbplatsen är.",
    "organisation": "ECPAT Sverige (demo)",
    "is_voluntary": "on",
    "service_name": "demonstrationswebbplatsen",
    "compliance": "partial",
    "standard": "EN 301 549 V3.2.1 (WCAG 2.1 AA)",
    "contact_email": "info@example.org",
    "answer_days": 5,
    "deficiencies": [
        (
            "deficiency",
            {
                "what": "Verksamhetsberättelsen är ett pdf-dokument utan taggar.",
                "affects": (
                    "Den som använder skärmläsare hör texten, men inte vad som är en rubrik."
                ),
                "criteria": ["1.3.1"],
                "reason": "Dokumentet är en platshållare.",
                "alternative": "Det viktigaste från året står på resultatsidan.",
            },
        ),
    ],
    "assessment_method": "self",
    "assessed_on": date(2026, 11, 24),
    "assessment_notes": (
        "Vi gick igenom startsidan, resultatsidorna och informationssidorna på svenska och "
        "engelska, med tangentbord och med automatiska kontroller."
    ),
}

STRINGS = {
    "Tillgänglighetsredogörelse": "Accessibility statement",
    "Hur tillgänglig demonstrationswebbplatsen är.": "How accessible the demonstration site is.",
    "ECPAT Sverige (demo)": "ECPAT Sweden (demo)",
    "demonstrationswebbplatsen": "the demonstration site",
    "Myndigheten för digital förvaltning (Digg)": "Agency for Digital Government (Digg)",
    "Verksamhetsberättelsen är ett pdf-dokument utan taggar.": (
        "The annual report is a PDF document without tags."
    ),
    "Den som använder skärmläsare hör texten, men inte vad som är en rubrik.": (
        "Those who use a screen reader hear the text, but not what is a heading."
    ),
    "Dokumentet är en platshållare.": "The document is a placeholder.",
    "Det viktigaste från året står på resultatsidan.": (
        "The most important things from the year are on the results page."
    ),
    "Vi gick igenom startsidan, resultatsidorna och informationssidorna på svenska och engelska, med tangentbord och med automatiska kontroller.": (
        "We went through the home page, the pages of results and the pages of information in Swedish and English, with a keyboard and with automatic checks."
    ),
}

SLUGS = {PAGE["slug"]: "accessibility-statement"}
