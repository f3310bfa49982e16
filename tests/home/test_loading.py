"""`manage.py load_demo`: when it loads, what it leaves alone, and what stops it."""

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

import pytest

from tests.factories import ResultsIndexPageFactory
from tests.home.demo import load_demo


@pytest.mark.django_db
def test_a_site_in_use_is_left_alone() -> None:
    ResultsIndexPageFactory.create()
    with pytest.raises(CommandError, match="in use already"):
        load_demo()
    assert not get_user_model().objects.exists()


def test_without_a_password_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("load_demo")
