"""An edition in several languages, and a person who may do everything."""

import pytest

from ..translating import say
from .families import NEW_TITLE, Family, Version, by_hand, edit, translation


@pytest.fixture(scope="module")
def shared_family(module_db: None) -> Family:
    return Family.create()


@pytest.fixture
def family(shared_family: Family, db: None) -> Family:
    """A Swedish edition; a test makes its versions."""
    return shared_family.again()


@pytest.fixture(scope="module")
def shared_both(shared_family: Family) -> Family:
    shared_family.make("en", Version.DRAFT)
    say(translation(), "title", "Results")
    by_hand(shared_family, "fi")
    edit(shared_family, title=NEW_TITLE)
    return shared_family


@pytest.fixture
def both(shared_both: Family, db: None) -> Family:
    """With an English draft of strings and a Finnish one by hand; no test beside it gets one without."""
    return shared_both.again()
