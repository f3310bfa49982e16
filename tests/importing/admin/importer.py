"""Somebody who imports documents in the admin."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.users.models import UserProfile

from bs4 import BeautifulSoup, Tag

from results.importing.models import DocumentImport, Upload
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsIndexPageFactory, UserFactory, browser_of, home_page

DOCUMENT = """Results of the year

We work for children.

Hotline

The hotline got 6558 tips. 1100 of the 6558 tips were illegal. Perhaps two of them came from abroad.

>> Read more about the hotline here <<
"""
MAKER = ("add_page", "change_page", "publish_page", "bulk_delete_page")


class Importer:
    """A person who reads English, with a browser and an index page."""

    def __init__(self, index: Any, user: Any = None) -> None:
        self.user = user or UserFactory.create(may=MAKER)
        UserProfile.objects.get_or_create(user=self.user, defaults={"preferred_language": "en"})
        self.index = index
        self.browser = browser_of(self.user)

    @property
    def address(self) -> str:
        """Of the upload."""
        return reverse("results_importing:upload", args=[self.index.pk])

    def upload(
        self,
        content: str | bytes = DOCUMENT,
        name: str = "results.txt",
        year: Any = 2018,
        **more: Any,
    ) -> Any:
        """Send a document."""
        data = content.encode() if isinstance(content, str) else content
        fields = {"document": SimpleUploadedFile(name, data), "year": year, **more}
        return self.browser.post(self.address, fields)

    def review(self, **options: Any) -> Review:
        """Send a document, and open its review."""
        response = self.upload(**options)
        assert response.status_code == 302, errors_of(response)
        return Review(self, response["Location"])


class Review:
    """The review of one upload."""

    def __init__(self, importer: Importer, address: str) -> None:
        self.browser = importer.browser
        self.address = address
        response = self.browser.get(address)
        assert response.status_code == 200
        self.html = read(response)
        self.fields = fields_of(self.html)

    def field(self, figure: str, name: str) -> Any:
        """What stands in a field."""
        self.open(figure)
        return self.fields.get(f"{figure}-{name}")

    def open(self, figure: str) -> None:
        """Open a figure, whose fields come then."""
        if f"{figure}-value" not in self.fields:
            html = read(self.browser.get(self.address, {"fields": figure}))
            assert html.select("legend")
            self.fields |= fields_of(html, "fieldset")

    def mend(self, figure: str, **values: Any) -> Review:
        """Change fields of a figure; `wanted=False` unticks it."""
        if values.keys() - {"wanted", "seen"}:
            self.open(figure)
        for name, value in values.items():
            if value is False:
                self.fields.pop(f"{figure}-{name}", None)
            else:
                self.fields[f"{figure}-{name}"] = "on" if value is True else value
        return self

    def make(self, **more: Any) -> Any:
        """Press "Create the draft"."""
        return self.browser.post(self.address, {**self.fields, **more})

    @property
    def said(self) -> str:
        """All words of the screen, in one line."""
        return said(self.html)


def read(response: Any) -> BeautifulSoup:
    """A page of the admin."""
    return BeautifulSoup(response.content, "html.parser")


def said(html: Tag) -> str:
    """The words of a part of a page, in one line."""
    return " ".join(html.get_text(" ").split())


def fields_of(html: BeautifulSoup, of: str = "form[data-results-import]") -> dict[str, Any]:
    """What a browser sends for the form of a review as it stands there."""
    sent = {}
    for field in html.select(f"{of} :is(input, select)[name]"):
        name = str(field.get("name"))
        if field.name == "select":
            sent[name] = str(field.select("option[selected]")[0]["value"])
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            sent[name] = str(field.get("value", "on" if field.get("type") == "checkbox" else ""))
    return sent


def errors_of(response: Any) -> dict[str, str]:
    """What is said beside each field, by the name of the field."""
    html = read(response)
    found = {}
    for field in html.select("form[data-results-import] [aria-describedby]"):
        # Django gives several ids; those of errors end so in every version.
        for identity in str(field["aria-describedby"]).split():
            place = html.find(id=identity)
            message = place and (
                place if "error" in identity else place.select_one(".error-message")
            )
            if isinstance(message, Tag) and "error" in identity and (text := said(message)):
                found[str(field["name"])] = text
    return found


def messages_of(response: Any) -> str:
    """The messages at the head of the page, in one line."""
    html = read(response)
    return " ".join(said(message) for message in html.select(".messages li"))


def nothing_written() -> bool:
    """Whether no import has left anything."""
    return not (
        Upload.objects.exists() or DocumentImport.objects.exists() or ResultsPage.objects.exists()
    )


def index_page(**fields: Any) -> ResultsIndexPage:
    """An English index page of results."""
    fields = {"parent": home_page("en"), **fields}
    index: ResultsIndexPage = ResultsIndexPageFactory.create(**fields)
    return index


def draft_of(response: Any) -> ResultsPage:
    """The draft that somebody was led to."""
    assert response.status_code == 302
    match = re.search(r"/pages/(\d+)/edit/", response["Location"])
    assert match, response["Location"]
    page: ResultsPage = ResultsPage.objects.get(pk=match[1])
    return page
