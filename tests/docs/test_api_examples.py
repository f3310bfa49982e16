"""The JSON of the documentation is what the APIs answer and accept."""

import json
from typing import Any

from django.test import Client

from wagtail.models import Site

import pytest

from results.models import ResultsIndexPage, ResultsPage
from tests.api.building import (
    add_page,
    block_id,
    make_document,
    make_image,
    make_site,
    with_known_files,
)
from tests.api.conftest import V2, V3, token, writer
from tests.docs.markdown import DOCS, fences, reference, sections
from tests.docs.test_reference import NAMED
from tests.factories import ResultsPageFactory

__all__ = ["token", "writer"]

pytestmark = pytest.mark.django_db

GUIDE = (DOCS / "how-to" / "write-with-the-api.md").read_text()


def examples() -> dict[str, Any]:
    """The example of each block by the block's name."""
    return {
        match[2]: json.loads(fences(text, "json")[0])
        for heading, text in sections(reference("blocks")).items()
        if (match := NAMED.match(heading))
    }


def raw(value: Any) -> Any:
    if isinstance(value, list):
        return [raw(item) for item in value]
    if isinstance(value, dict):
        return {name: raw(child) for name, child in value.items() if name != "display"}
    return value


def body() -> list[dict[str, Any]]:
    """The examples as one body; the link, which is no block of the body, in a text of its own."""
    values = raw(examples())
    link = {"type": "link", "id": block_id(901), "value": values.pop("link")}
    blocks = [
        {"type": name, "id": block_id(n), "value": value}
        for n, (name, value) in enumerate(values.items())
    ]
    text = {"text": "<p>Text</p>", "links": [link]}
    return [*blocks, {"type": "text", "id": block_id(900), "value": text}]


@pytest.fixture
def index(db: None) -> ResultsIndexPage:
    """The English index page at https://example.org/en/results/."""
    _home, home = make_site()
    Site.objects.update(hostname="example.org", port=443)
    make_image(7, "dots.png")
    make_document(3, "annual-report-2016.pdf")
    found: ResultsIndexPage = add_page(home, ResultsIndexPage, title="Results", slug="results")
    return found


@pytest.fixture
def edition(index: ResultsIndexPage) -> ResultsPage:
    texts = {"title": "Results 2016", "share_text": "What our work led to in 2016"}
    page: ResultsPage = ResultsPageFactory.create(
        parent=index, content=body(), slug="2016", **texts
    )
    return page


@pytest.mark.parametrize("api", [V2, V3])
def test_a_block_reads_as_in_its_example(edition: ResultsPage, api: str) -> None:
    blocks = Client().get(f"{api}{edition.pk}/").json()["body"]
    links = blocks.pop()["value"]["links"]
    read = {block["type"]: block["value"] for block in blocks} | {"link": links[0]["value"]}

    assert with_known_files(read) == examples()


def test_the_examples_can_be_written_as_they_stand(edition: ResultsPage, writer: Client) -> None:
    with_display = [
        {**block, "value": examples().get(block["type"], block["value"])} for block in body()[:-1]
    ]
    response = send(writer, "patch", f"{V3}{edition.pk}/", {"body": with_display})

    assert response.status_code == 200, response.content
    draft = writer.get(f"{V3}{edition.pk}/?version=draft").json()["body"]
    assert raw(draft) == raw(with_display)


def test_the_example_of_a_new_page_makes_one(index: ResultsIndexPage, writer: Client) -> None:
    new = json.loads(fences(GUIDE, "json")[0])
    new["meta"]["parent_id"] = index.pk

    response = send(writer, "post", V3, new)

    assert response.status_code == 201, response.content
    page = ResultsPage.objects.get(slug=new["slug"])
    assert not page.live
    assert page.get_refusals(publishing=True) == []


def test_the_example_of_a_refusal_is_what_a_client_gets(
    edition: ResultsPage, writer: Client
) -> None:
    change, answer = map(json.loads, fences(GUIDE, "json")[1:3])

    response = send(writer, "patch", f"{V3}{edition.pk}/", change)

    assert response.status_code == 422
    assert response.json() == answer


def send(client: Client, method: str, address: str, data: Any) -> Any:
    return getattr(client, method)(address, json.dumps(data), content_type="application/json")
