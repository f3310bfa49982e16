"""Whole answers of both APIs, as clients rely on them.

`REWRITE_EXPECTED=1 python -m pytest tests/api/test_expected.py` writes them anew; read the difference
before you keep it.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

from django.test import Client

import pytest

from tests.api.building import Edition, with_known_files
from tests.api.conftest import V2, V3

EXPECTED = Path(__file__).parent / "expected"
PAGE_ADDRESS = re.compile(r"(?<=/pages/)\d+(?=/)")
PAGE_LINK = re.compile(r'(?<=linktype="page" id=")\d+(?=")')
ROWS = [
    ("v2-detail-sv", V2, "{swedish}/"),
    ("v2-index-sv", V2, "{index}/"),
    ("v2-list-sv", V2, "?locale=sv"),
    ("v2-list-fields", V2, "?type=results.ResultsPage&fields=period_end,hero_image(title)"),
    ("v3-detail-sv", V3, "{swedish}/"),
    ("v3-detail-en", V3, "{english}/"),
    ("v3-index-en", V3, "{index_en}/"),
    ("v3-list-sv", V3, "?locale=sv"),
    ("v3-list-type", V3, "?type=results.ResultsPage&period_end=2016-12-31"),
]
NAMES = [
    "home", "home_en", "index", "index_en", "swedish", "english", "target", "target_en", "draft"
]  # fmt: skip


def with_names(value: Any, names: dict[int, str], key: str = "") -> Any:
    """The answer with the name of each page in place of its key, which differs in every run."""
    if isinstance(value, dict):
        return {name: with_names(child, names, name) for name, child in value.items()}
    if isinstance(value, list):
        return [with_names(child, names) for child in value]
    if isinstance(value, int) and key in {"id", "page"}:
        return names.get(value, value)
    if isinstance(value, str):
        for pattern in (PAGE_ADDRESS, PAGE_LINK):
            value = pattern.sub(lambda match: names[int(match.group())], value)
    return value


@pytest.mark.parametrize(("name", "api", "rest"), ROWS, ids=[row[0] for row in ROWS])
def test_an_answer_is_the_one_that_clients_know(
    edition: Edition, visitor: Client, name: str, api: str, rest: str
) -> None:
    keys = {page: getattr(edition, page).pk for page in NAMES}
    response = visitor.get(api + rest.format(**keys))
    assert response.status_code == 200, response.content
    known = {key: page for page, key in keys.items()}
    shown = with_known_files(with_names(response.json(), known))
    file = EXPECTED / f"{name}.json"
    if os.environ.get("REWRITE_EXPECTED"):
        file.write_text(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
    assert shown == json.loads(file.read_text())
