"""`manage.py load_demo`: when it loads, what it leaves alone, and what stops it."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

import pytest

from home.demo.loading import load
from tests.factories import ResultsIndexPageFactory
from tests.home.demo import PAGES, PASSWORD, load_demo, visit


@pytest.mark.django_db(transaction=True)
def test_an_interrupted_load_is_taken_up_where_it_stopped() -> None:
    for last in ("Pictures", "Translated: Nordic Forum"):
        with pytest.raises(KeyboardInterrupt):
            load(PASSWORD, interrupting(last))
    load_demo()
    for address in PAGES:
        visit(address)
    assert Page.objects.filter(depth__gt=1).count() == len(PAGES)
    assert get_image_model().objects.count() == 5
    assert get_document_model().objects.count() == 2


def interrupting(last: str) -> Callable[[str], None]:
    """Listens to the load and presses Ctrl-C when it hears of the step that begins like this."""

    def say(text: str) -> None:
        if text.startswith(last):
            raise KeyboardInterrupt

    return say


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
