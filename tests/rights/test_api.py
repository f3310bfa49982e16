"""Every operation of API v3 does for everybody's token what the table says, and nothing else."""

import json
from typing import Any

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

import pytest

from results.reading import PageReading
from tests.rights.asking import Answer, ask, operations, rows
from tests.rights.world import ROLES, UNSEEN, World

pytestmark = pytest.mark.django_db

OPERATIONS = operations()
ROWS = rows("operations")
REFUSED = {"token", "denied", "404"}
QUERIES = {
    "pages_detail": "?version=draft",
    "pages_find": "?version=draft&html_path=/results/2016/",
    "redirects_find": "?html_path=/old",
}


@pytest.fixture
def values(world: World, arguments: Any) -> dict[str, Any]:
    known = arguments[0]
    own = {"pk": world.edition.pk, "type": "results_translation.Term"}
    site = {"site_id": known["wagtailsites"]["pk"], "type_name": "results.ResultsPage"}
    figure = {
        "edition_id": world.edition.pk,
        "figure": next(iter(PageReading.of(world.edition).figure_ids)),
        "slug": "granskade-tips",
    }
    return known[""] | own | site | figure


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    missing, gone = set(OPERATIONS) - set(ROWS), set(ROWS) - set(OPERATIONS)
    assert not missing, f"Say in table.toml who may do {sorted(missing)}"
    assert not gone, f"These are no operations any more: {sorted(gone)}"


@pytest.mark.parametrize("name", sorted(set(OPERATIONS) & set(ROWS)))
def test_an_operation_is_done_for_those_named(world: World, values: Any, name: str) -> None:
    for role in ROLES:
        answer = _ask(world, values, name, role)
        assert answer.word == ROWS[name].get[role], f"{role}: {answer.text[:300]}"
        assert answer.word not in REFUSED or not answer.written, role
        for words in UNSEEN.get(role, ()):
            assert not answer.says(words), f"{role} reads what is not public"


@pytest.mark.parametrize("action", ["copy", "create_alias", "move"])
def test_nobody_takes_a_page_out_of_a_section_that_is_not_theirs(world: World, action: str) -> None:
    place: dict[str, Any] = {"destination_id": world.index_of_stranger.pk}
    if action == "move":
        place["position"] = "last-child"
    for page in (world.edition, world.draft):
        answer = ask(
            world.tokens["stranger"],
            "POST",
            f"/api/v3-preview/pages/{page.pk}/actions/{action}/",
            data=json.dumps(place),
            content_type="application/json",
        )
        assert answer.word == "denied", answer.text[:300]
        assert not answer.written


@pytest.mark.parametrize(
    "name", [name for name, (method, _) in OPERATIONS.items() if method != "get"]
)
def test_nobody_changes_anything_without_a_token(world: World, values: Any, name: str) -> None:
    answer = _ask(world, values, name, "admin", world.browsers["admin"])
    assert answer.word == ROWS[name].get["nobody"]
    assert not answer.written


def _ask(world: World, values: dict[str, Any], name: str, role: str, client: Any = None) -> Answer:
    method, path = OPERATIONS[name]
    url = path.format(**values) + QUERIES.get(name, "")
    content: dict[str, Any] = {} if method == "get" else _content(name, world)
    return ask(client or world.tokens[role], method.upper(), url, **content)


def _content(name: str, world: World) -> dict[str, Any]:
    """What a client would send, so that nothing but the permission stands in the way."""
    if name in {"documents_create", "images_create"}:
        file = (world.image if name == "images_create" else world.document).file
        data = encode_multipart(BOUNDARY, {"title": "Example", "file": file.open()})
        return {"data": data, "content_type": MULTIPART_CONTENT}
    edition = {"type": "results.ResultsPage"}
    period = {"period_start": "2020-01-01", "period_end": "2020-12-31"}
    place = {"destination_id": world.index.pk, "keep_live": False, "slug": "2020"}
    bodies: dict[str, dict[str, Any]] = {
        "pages_actions_copy": place,
        "pages_actions_copy_for_translation": {"locale": "en"},
        "pages_actions_create_alias": place,
        "pages_actions_move": {"destination_id": world.other_index.pk, "position": "last-child"},
        "pages_actions_revert": {"revision_id": world.edition.revisions.first().pk},
        "pages_create": {
            "meta": edition | {"parent_id": world.index.pk},
            "title": "2020",
            "slug": "2020",
            **period,
        },
        "pages_update": {"meta": edition, "title": "Example"},
    }
    title = {"title": "Example"}
    site = {"hostname": "example.org", "root_page_id": world.edition.pk}
    redirect = {"old_path": "/example", "redirect_link": "https://example.org/"}
    others = {"documents": title, "images": title, "redirects": redirect, "sites": site}
    body = bodies.get(name) or others.get(name.partition("_")[0], {})
    return {"data": json.dumps(body), "content_type": "application/json"}
