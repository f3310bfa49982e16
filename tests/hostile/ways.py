"""The ways by which a hostile input comes in, each through the real address."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from wagtail.models import Page

from results.characters import cleaned
from results.content import EditionContent
from tests.api.building import Edition, block_id, item
from tests.api.conftest import V2, V3
from tests.factories import AdminFactory, again, browser_of
from tests.publishing.forms import page_form_data
from tests.routes import Person

# Where the world's edition has a figure, a text, and a link with an address.
STAT, TEXT, LINK = "body-3-value", "body-1-value-text", "body-0-value-links-2-value-url"
# What no page shows except as text.
ACTIVE = ("<script>alert", "<img src=x", 'href="javascript:', 'href="data:', 'href="//evil')
# A form that is shown again with its errors.
SHOWN_AGAIN = 422


@dataclass(frozen=True, slots=True)
class World:
    """An edition in both languages, and who reads and changes it."""

    edition: Edition
    editor: Person
    writer: Client
    visitor: Client

    @classmethod
    def of(cls, edition: Edition) -> "World":
        """Those of the edition; an exception of the server is a 500, as on a real one."""
        user = AdminFactory.create(username="hostile", password="example data")
        editor = Person(user, browser_of(user))
        editor.browser.raise_request_exception = False
        return cls(edition, editor, editor.api, Client(raise_request_exception=False))

    def harm(self) -> list[str]:
        """What is wrong with the edition for its readers, its clients and its editor."""
        found: list[str] = []
        pk = self.edition.swedish.pk
        readers = [Page.objects.get(pk=pk).url, f"{V2}{pk}/", f"{V3}{pk}/", "/resultat/feed/"]
        drafts = [f"{V3}{pk}/?version=draft"]
        for client, addresses in ((self.visitor, readers), (self.writer, drafts)):
            for address in addresses:
                response = client.get(address)
                text = response.content.decode()
                if response.status_code != 200:
                    found.append(f"{address}: {response.status_code}")
                elif "json" in response["Content-Type"]:
                    text = json.dumps(response.json(), ensure_ascii=False)
                elif active := [each for each in ACTIVE if each in text]:
                    found.append(f"{address}: {active}")
                if cleaned(text) != text:
                    found.append(f"{address}: characters that nobody sees")
        return found


def status_of(response: Any) -> int:
    """The status; that of a form with errors is 422."""
    forms = [response.context["form"]] if response.context and "form" in response.context else []
    if response.status_code == 200 and any(form.errors for form in forms):
        return SHOWN_AGAIN
    return int(response.status_code)


def form(world: World, fields: dict[str, Any]) -> int:
    """The page editor, publishing; None leaves a field out."""
    page = world.edition.swedish
    page.refresh_from_db()
    data = {**page_form_data(page), **fields, "action-publish": "1"}
    sent = {name: value for name, value in data.items() if value is not None}
    return status_of(world.editor.post("edit", page, sent))


def paragraph(entities: Any = None, **changes: Any) -> str:
    """The content of the rich-text editor: one paragraph, changed as told."""
    block = {
        "key": "abcde", "type": "unstyled", "text": "Text", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": [], **changes,
    }  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": entities or {}})


def link(data: dict[str, Any], words: str = "Text") -> str:
    """The same with words that are a link."""
    entity = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": data}}
    return paragraph(entity, text=words, entityRanges=[{"offset": 0, "length": 4, "key": 0}])


def v3(world: World, body: Any) -> int:
    """A change by API v3, published; of figures that go with it, it says why."""
    page = again(world.edition.swedish)
    address = f"{V3}{page.pk}/"
    if isinstance(body, dict):
        why = {"kind": "withdrawn", "reason": "Example data"}
        entries = [
            {"type": "change", "value": {"figure": figure, **why}}
            for figure in EditionContent(page).figures
        ]
        body = json.dumps({"meta": {"action": "publish"}, "changes": entries, **body})
    response = world.writer.patch(address, body, content_type="application/json")
    return int(response.status_code)


def figure(**value: Any) -> dict[str, Any]:
    """A body with one figure."""
    return {"body": [item("stat", 1, **{"value": "5", "label": "tips", **value})]}


def text(content: Any, **value: Any) -> dict[str, Any]:
    """A body with one text."""
    link = {"type": "link", "id": block_id(2), "value": value}
    links = [link] if value else []
    return {"body": [item("text", 1, heading="", text=content, links=links)]}


def get(world: World, address: str, **options: Any) -> int:
    """A visitor's request."""
    return int(world.visitor.get(address, **options).status_code)


def upload(world: World, kind: str, name: str, content: bytes) -> int:
    """The upload form of `images` or `docs`."""
    file = ContentFile(content, name)
    data = {"title": name[:200], "file": file, "collection": "1", "tags": ""}
    return status_of(world.editor.browser.post(reverse(f"wagtail{kind}:add"), data))


def away(world: World, path: str) -> str:
    """The other host that a path of the site leads to, or ""."""
    response = world.visitor.get("/", PATH_INFO=path)
    assert response.status_code < 500
    return urlsplit(response.headers.get("Location", "")).netloc


def signs_in(world: World, password: str, following: str = "") -> str:
    """Where somebody is led who signs in; "" when they are refused."""
    address = reverse("wagtailadmin_login")
    data = {"username": "hostile", "password": password, "next": following}
    response = world.visitor.post(address, data)
    return str(response.headers.get("Location", ""))


def packed(names: dict[str, bytes]) -> bytes:
    """A package of files."""
    from zipfile import ZipFile

    output = BytesIO()
    with ZipFile(output, "w") as package:
        for name, content in names.items():
            package.writestr(name, content)
    return output.getvalue()
