"""Open points that somebody has stored in another form break nothing and stay as they are."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page

import pytest

from results.findings import OpenPoint
from results.findings.open_points import keyed, set_done, store
from results.models import ResultsPage
from results.models.panels import OpenPointsPanel
from results.publishing import Refused
from tests.factories import api_client
from tests.routes import V3, told

from .editor import CHECK, NOWHERE, READ, Editor, done, editor_of

pytestmark = pytest.mark.django_db


Publish = Callable[[Editor, pytest.MonkeyPatch], str]


def by_api(editor: Editor, _patch: pytest.MonkeyPatch) -> str:
    url = f"{V3}{editor.page.pk}/actions/publish/"
    response = api_client().post(url, {}, content_type="application/json")
    assert response.status_code == 422
    return response.content.decode()


def by_patch(editor: Editor, _patch: pytest.MonkeyPatch) -> str:
    data = {"meta": {"type": "results.ResultsPage", "action": "publish"}, "title": "Typed"}
    url = f"{V3}{editor.page.pk}/"
    response = api_client().patch(url, data, content_type="application/json")
    assert response.status_code == 422
    return response.content.decode()


def in_bulk(editor: Editor, _patch: pytest.MonkeyPatch) -> str:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return told(editor.browser.post(f"{url}?id={editor.page.pk}"))


def without_the_panel(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> str:
    panels = [
        panel for panel in ResultsPage.content_panels if not isinstance(panel, OpenPointsPanel)
    ]
    own = TabbedInterface([ObjectList(panels, heading="Content"), ObjectList(Page.promote_panels)])
    bound = own.bind_to_model(ResultsPage)
    monkeypatch.setattr(ResultsPage, "get_edit_handler", classmethod(lambda _page: bound))
    editor.read(editor.browser.get(editor.url))
    assert editor.panel is None
    editor.save(**{"action-publish": "1"})
    return editor.html.get_text()


def by_program(editor: Editor, _patch: pytest.MonkeyPatch) -> str:
    with pytest.raises(Refused) as caught:
        editor.latest().latest_revision.publish()
    return str(caught.value)


DAMAGED: list[Any] = [
    None,
    "x",
    5,
    {"text": "x"},
    [None, "x", 5, [], {}],
    [{"text": 5}, {"text": None}, {"text": "  "}, {"done": False, "path": ["body"]}],
    [{"text": "x", "path": "body"}, {"text": "y", "path": [5, None]}, {"text": "z", "path": {}}],
    [{"text": "x", "path": [""]}, {"text": "y", "path": ["body", "", "\x01"]}],
    [{"text": "x", "done": "no"}, {"text": "y", "done": None}, {"text": "<b>\u2028</b>"}],
    [{"text": "x" * 100_000, "path": ["body"] * 1000}],
]


def test_what_cannot_be_read_breaks_no_form_and_stays_as_it_is() -> None:
    editor = editor_of()
    for stored in DAMAGED:
        revision = Page.objects.get(pk=editor.page.pk).latest_revision
        revision.content["open_points"] = stored
        revision.save()
        editor.read(editor.browser.get(editor.url))
        assert editor.save().status_code == 302, repr(stored)[:40]
        assert editor.latest().open_points == ([] if stored is None else stored)


def test_among_what_cannot_be_read_a_point_can_be_ticked() -> None:
    stored = [None, {**CHECK.store(), "since": 2016}, {"text": 5}, READ.store()]
    editor = editor_of(open_points=stored)
    editor.save(CHECK)
    assert editor.latest().open_points == [
        None,
        {**done(CHECK).store(), "since": 2016},
        {"text": 5},
        READ.store(),
    ]


def test_half_a_character_in_a_point_breaks_nothing() -> None:
    stored = store([OpenPoint("\ud800")])
    ((key, _point),) = keyed(stored)
    assert set_done(stored, [key], [key])[0]["done"]


@pytest.mark.parametrize("publish", [by_program, by_api, by_patch, in_bulk, without_the_panel])
def test_a_path_that_leads_nowhere_is_a_refusal_like_any_other(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        OpenPoint(f"Look here {number}.", path)
        for number, path in enumerate([*NOWHERE, ("open_points",)])
    ]
    editor = editor_of(*points)
    told = publish(editor, monkeypatch)
    assert [point.text for point in points if point.text not in told] == []
    editor.page.refresh_from_db()
    assert not editor.page.live
