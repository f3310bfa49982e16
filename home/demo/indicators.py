"""What the demo follows over three years: the indicators as an editor fills in their form.

The figures of 2016 are those of ECPAT Sverige's account; all that they are compared with is invented.
"""

from typing import Any

EXAMPLE = "Värden för andra år än 2016, utgångsvärden och mål är exempeldata."

INDICATORS: list[dict[str, Any]] = [
    {
        "name": "granskade tips",
        "slug": "granskade-tips",
        "definition": "Tips som ECPAT Hotline har läst och bedömt under perioden.",
        "method": EXAMPLE,
        "unit": "number",
        "direction": "neither",
        "baseline_value": "5 940",
        "baseline_period_start": "2015-01-01",
        "baseline_period_end": "2015-12-31",
    },
    {
        "name": "tips som bedömdes som illegala",
        "slug": "illegala-tips",
        "definition": "De av de granskade tipsen som bedömdes gälla något olagligt.",
        "method": EXAMPLE,
        "unit": "number",
        "direction": "neither",
    },
    {
        "name": "andel tips som gällde dokumenterade övergrepp",
        "slug": "dokumenterade-overgrepp",
        "definition": "Andelen av alla tips som gällde övergrepp i bild eller film.",
        "method": EXAMPLE,
        "unit": "percent",
        "direction": "neither",
    },
    {
        "name": "visningar av kampanjfilmen",
        "slug": "visningar",
        "definition": "Visningar av årets kampanjfilm till och med årets sista dag.",
        "method": EXAMPLE,
        "unit": "number",
        "direction": "increase",
        "targets": [{"period_start": "2017-01-01", "period_end": "2017-12-31", "value": "150 000"}],
    },
    {
        "name": "deltagare i forumet",
        "slug": "deltagare",
        "definition": "De som deltog i årets forum.",
        "method": EXAMPLE,
        "unit": "number",
        "direction": "increase",
    },
]

# From 2017 on the share is counted in another way, so its series is broken there.
REDEFINED: dict[str, Any] = {
    **next(each for each in INDICATORS if each["unit"] == "percent"),
    "definition": "Andelen av de granskade tipsen som gällde övergrepp i bild eller film.",
    "definition_version": 2,
}

STRINGS = {
    EXAMPLE: "Values for other years than 2016, baselines and targets are example data.",
    "Tips som ECPAT Hotline har läst och bedömt under perioden.": (
        "Reports that ECPAT Hotline has read and assessed in the period."
    ),
    "De av de granskade tipsen som bedömdes gälla något olagligt.": (
        "Those of the reports reviewed that were assessed as concerning something illegal."
    ),
    "Andelen av de granskade tipsen som gällde övergrepp i bild eller film.": (
        "The share of the reports reviewed that concerned abuse in pictures or films."
    ),
    "Andelen av alla tips som gällde övergrepp i bild eller film.": (
        "The share of all reports that concerned abuse in pictures or films."
    ),
    "visningar av kampanjfilmen": "views of the campaign film",
    "Visningar av årets kampanjfilm till och med årets sista dag.": (
        "Views of the year’s campaign film up to the last day of the year."
    ),
    "deltagare i forumet": "participants in the forum",
    "De som deltog i årets forum.": "Those who took part in the year’s forum.",
}

SLUGS = {
    "granskade-tips": "reports-reviewed",
    "illegala-tips": "illegal-reports",
    "dokumenterade-overgrepp": "documented-abuse",
    "visningar": "views",
    "deltagare": "participants",
}
