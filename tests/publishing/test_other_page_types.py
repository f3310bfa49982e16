"""An edition of a page type of the site's own stands beside ours, and by the same rules."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection

from wagtail.models import Page, pages

import pytest

from results.models import ResultsIndexPage, ResultsPage, ResultsPageMixin
from results.publishing import Refused
from tests.factories import ResultsPageFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def type_of_the_site(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A page type with a table, until the test is over."""
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", list(pages.PAGE_MODEL_CLASSES))
    meta = type("Meta", (), {"app_label": "home"})
    body = ResultsPage._meta.get_field("body").clone()
    attributes = {"__module__": __name__, "Meta": meta, "body": body}
    model: Any = type("SiteEdition", (ResultsPageMixin, Page), attributes)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    yield model
    with connection.schema_editor() as editor:
        editor.delete_model(model)
    del apps.all_models["home"]["siteedition"]
    apps.clear_cache()


def edition(model: Any, index: ResultsIndexPage) -> Page:
    """A live edition of 2016, not yet in the tree."""
    page: Page = model(
        title="2016 too",
        slug="2016-too",
        locale=index.locale,
        period_start=date(2016, 1, 1),
        period_end=date(2016, 12, 31),
    )
    return page


def test_the_period_of_our_edition_is_taken_for_one_of_the_site_s_and_the_reverse(
    index: ResultsIndexPage, type_of_the_site: Any
) -> None:
    draft = ResultsPageFactory.create(parent=index, live=False)
    index.add_child(instance=edition(type_of_the_site, index))
    with pytest.raises(Refused) as caught:
        draft.save_revision().publish()
    assert caught.value.refusals[0].code == "period_taken"

    index.get_children().get(slug="2016-too").delete()
    draft.save_revision().publish()
    with pytest.raises(Refused) as caught:
        ResultsIndexPage.objects.get().add_child(instance=edition(type_of_the_site, index))
    assert caught.value.refusals[0].code == "period_taken"
