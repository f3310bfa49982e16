"""The documents of the set, and the words of the pages made of them."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

from results.importing.document import count_words
from results.importing.drafting import Source
from results.importing.planning import Plan
from results.models import ResultsPage

DOCUMENTS = Path(__file__).parents[1] / "documents"
SAMPLES = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".json")
UNTOLD = {"id", "type", "value", "unit", "scale", "qualifier", "image", "url", "email", "telephone"}


def texts_of(value: Any, key: str = "") -> list[str]:
    """The texts in the raw value of a stream, without markup, choices and addresses."""
    if isinstance(value, dict):
        if set(value) >= {"type", "value", "id"}:
            value = {"inner": value["value"]}
        return [text for name, inner in value.items() for text in texts_of(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner, key)]
    if isinstance(value, str) and key not in UNTOLD and key != "hashtag":
        return [unescape(re.sub(r"<[^>]*>", " ", value))]
    return []


def words_on(page: ResultsPage) -> Counter[str]:
    """The words of the page, figures aside."""
    body = page.body.get_prep_value()
    for block in body:
        block["value"].pop("stats", None)
    return count_words([page.title, page.introduction, page.hero_alt_text, *texts_of(body)])


def words_without_figures(plan: Plan) -> Counter[str]:
    """The words of the plan but those that left the text with a figure."""
    taken = count_words(figure.taken for figure in plan.figures())
    return count_words(plan.words()) - taken


def source_of(path: Path) -> tuple[Source, str, int]:
    told = json.loads(path.with_suffix(".json").read_text())
    return Source(path.read_bytes(), path.name), told["locale"], told["year"]
