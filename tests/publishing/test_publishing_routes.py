"""By whatever way a page becomes public: one Publication in its transaction, or none at all."""

from collections.abc import Callable

import pytest

from results.models import ResultsPage
from results.publishing import Publication
from tests.factories import good_body, incomplete_body

from .others import drafts_being_saved, quiet_or_not
from .routes import ROUTES, Route
from .world import World

pytestmark = pytest.mark.django_db(transaction=True)

every_route = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())


@every_route
@quiet_or_not
def test_a_good_page_becomes_public_with_one_publication(
    world: World, route: Route, others: bool, transactions: Callable[[str], set[int]]
) -> None:
    with drafts_being_saved(world, at_all=others):
        page, status = route(world, good_body("The new words."))
    assert status < 400
    page = ResultsPage.objects.get(pk=page.pk) if page else ResultsPage.objects.get(slug="2016")
    assert page.live
    assert "The new words." in str(page.body.raw_data)
    last = Publication.objects.filter(page_id=page.pk).first()
    assert last is not None
    assert last.kind == "published"
    assert last.revision_id == page.live_revision_id
    assert last.published_at == page.last_published_at
    before = 1 if route in (ROUTES["edit of a live page"],) else 0
    assert Publication.objects.filter(page_id=page.pk).count() == before + 1
    assert transactions("results_publication") <= transactions("wagtailcore_page")


@every_route
@quiet_or_not
def test_an_incomplete_page_does_not_become_public_and_nobody_sees_a_server_error(
    world: World, route: Route, others: bool
) -> None:
    with drafts_being_saved(world, at_all=others):
        page, status = route(world, incomplete_body())
    assert status < 500
    page = (
        ResultsPage.objects.get(pk=page.pk)
        if page
        else ResultsPage.objects.filter(slug="2016").first()
    )
    if route is ROUTES["edit of a live page"]:
        assert page is not None
        assert "https://ecpat.se/" in str(page.body.raw_data)
    elif page is not None:
        assert not page.live
        assert not Publication.objects.filter(page_id=page.pk).exists()
