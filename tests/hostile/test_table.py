"""The list of hostile inputs, every row: no server error, and nothing stored that breaks a page."""

from importlib import import_module

from django.urls import reverse

import pytest

from tests.api.building import Edition
from tests.hostile.table import ROWS, TAKEN, Row
from tests.hostile.ways import World, form

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(every_block: Edition) -> World:
    return World.of(every_block)


def test_the_list_is_whole() -> None:
    assert {row.number for row in ROWS} == set(range(1, 71))


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.number}-{row.what}") for row in ROWS if row.replay]
)
def test_a_hostile_input_breaks_nothing(row: Row, world: World) -> None:
    assert row.replay
    answer = row.replay(world)
    if isinstance(answer, str):
        assert answer == row.wanted
        return
    assert answer in row.wanted
    if answer in TAKEN:
        assert not world.harm()


def test_each_test_that_a_row_names_is_there() -> None:
    for node in sorted({node for row in ROWS for node in row.tests}):
        path, name = node.split("::")
        module = import_module("tests." + path.removesuffix(".py").replace("/", "."))
        assert callable(getattr(module, name)), node


def test_markup_in_a_title_is_text_in_the_admin(world: World) -> None:
    title = "<img src=x onerror=alert(1)>"
    assert form(world, {"title": title}) == 302
    page = world.edition.swedish
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_home"),
        reverse("results_listing:index"),
    ):
        response = world.editor.browser.get(address)
        assert response.status_code == 200, address
        assert title not in response.content.decode(), address
