"""A draft is of a type that a document can be imported to."""

import pytest

from results.importing.drafting import place_for
from results.importing.errors import ImportRefused
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import home_page

pytestmark = pytest.mark.django_db


def test_a_page_type_whose_body_takes_other_blocks_is_not_imported_to(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = ResultsPage._meta.get_field("body").stream_block
    fewer = {name: child for name, child in block.child_blocks.items() if name != "campaign"}
    monkeypatch.setattr(block, "child_blocks", fewer)

    with pytest.raises(ImportRefused) as refused:
        place_for(index, 2016)
    assert refused.value.code == "no_type"


def test_below_a_page_that_takes_no_edition_nothing_is_imported(db: None) -> None:
    with pytest.raises(ImportRefused) as refused:
        place_for(home_page(), 2016)
    assert refused.value.code == "no_type"
