"""What the comparison of an edition with its language versions costs whoever publishes."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from results.models import LanguageVersion
from results.sync import sync_languages
from results.sync.languages import Comparison
from tests.factories import LocaleFactory, ResultsPageFactory, again, block, home_page

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 30


@pytest.fixture(scope="module")
def shared_family(module_db: None) -> list[Any]:
    """An edition of 50 blocks and its versions in five languages, in line with it."""
    stats = [block("stat", f"stat {n}", value="1", label="fall", unit="number") for n in range(25)]
    content = [block("stats", f"stats {n}", heading="Tal", stats=[s]) for n, s in enumerate(stats)]
    content += [
        block("text", f"text {n}", heading="Del", text="<p>Text.</p>", links=[]) for n in range(25)
    ]
    page = ResultsPageFactory.create(content=content)
    family = [page]
    for code in ("en", "fi", "de", "nb", "da"):
        home_page(code)
        locale = LocaleFactory.create(language_code=code)
        family.append(page.copy_for_translation(locale, copy_parents=True))
        family[-1].save_revision().publish()
    sync_languages(again(page))
    return family


@pytest.mark.parametrize("is_by_hand", [True, False])
def test_comparing_50_blocks_in_five_languages_takes_30_statements(
    shared_family: list[Any], db: None, *, is_by_hand: bool
) -> None:
    source, *versions = map(again, shared_family)
    handled: Collection[int] = () if is_by_hand else {each.pk for each in versions}
    LanguageVersion.objects.update(by_hand=not is_by_hand)
    with CaptureQueriesContext(connection) as statements:
        assert Comparison(source).settle(versions, handled) == []
    assert len(statements) <= MOST_STATEMENTS
    assert LanguageVersion.objects.filter(by_hand=is_by_hand, differences=[]).count() == 5
