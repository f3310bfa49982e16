"""What the tests rely on: each begins with what the migrations made, and nothing else."""

from django.apps import apps

from wagtail.models import Site

import pytest

from tests import database
from tests.factories import ResultsPageFactory


def held() -> dict[str, list[dict[str, object]]]:
    """Every row of every table, by model."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
    }


@pytest.mark.django_db(transaction=True)
def test_what_a_test_commits_goes_and_what_it_deletes_comes_back() -> None:
    before = held()
    ResultsPageFactory.create()
    Site.objects.all().delete()
    assert held() != before

    database.restore()

    assert held() == before
