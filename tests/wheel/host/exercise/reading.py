"""The edition in each form that it has: each says the figure as it was corrected, and where links lead."""

import csv
import io
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.test import Client

from wagtail.models import Page

from results.models.addresses import are_files_served

from .content import FIGURE, REASON, RIGHT, WRONG, Targets


@dataclass(frozen=True)
class Version:
    """The edition in one language; `shown` and `earlier` are the figure as that writes it."""

    page: Page
    shown: str
    earlier: str
    targets: Targets

    @classmethod
    def of(cls, page: Page, targets: Targets) -> "Version":
        comma = page.locale.language_code == "sv"
        shown, earlier = (each.replace(".", "," if comma else ".") for each in (RIGHT, WRONG))
        linked = targets.page.get_translation(page.locale)
        return cls(page, shown, earlier, replace(targets, page=linked))


def answer(address: str) -> Any:
    """The response, which must be 200."""
    response = Client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response


def read(address: str, *expected: str) -> str:
    """The page at the address, which must contain the texts."""
    html: str = answer(address).content.decode()
    missing = [text for text in expected if text not in unescape(html)]
    assert not missing, f"{address} lacks {missing}:\n{html}"
    return html


def read_html(version: Version) -> None:
    url, to = version.page.url, version.targets
    expected = [
        f'value="{RIGHT}"',
        version.shown,
        version.earlier,
        REASON,
        f'href="{to.page.url}"',
        to.document.url,
        'value="6558"',
    ]
    if version.page._meta.app_label != "results":
        expected.append('<blockquote class="voice">')
    read(url, *expected)
    read(version.page.get_parent().url, version.page.title, "/bilder/")


def figure_in(body: list[dict[str, Any]]) -> dict[str, Any]:
    return next(child["value"] for child in body if child["id"] == FIGURE)


def read_api(version: Version, root: str) -> None:
    said = answer(f"{root}pages/{version.page.pk}/").json()
    figure = figure_in(said["body"])
    assert figure["value"] == RIGHT, figure
    assert version.shown in figure["display"]["text"], figure
    assert figure["display"]["changes"], figure
    assert figure["display"]["indicator"]["slug"] == "bilder", figure
    (text,) = (child["value"] for child in said["body"] if child["type"] == "text")
    page, document, _address = (link["value"]["display"]["url"] for link in text["links"])
    assert page.endswith(version.targets.page.url), page
    assert document.endswith(version.targets.document.url), document


def read_v2(version: Version) -> None:
    read_api(version, "/api/v2/")


def read_v3(version: Version) -> None:
    root = "/api/v3-preview/"
    read_api(version, root)
    figure = answer(f"{root}figures/{version.page.pk}/{FIGURE}/").json()
    assert figure["value"] == RIGHT, figure


def read_pdf(version: Version) -> None:
    from pypdfium2 import PdfDocument

    file = b"".join(answer(f"{version.page.url}pdf/"))
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(file))
    assert version.shown in text, text
    assert version.earlier in text, text
    assert REASON in " ".join(text.split()), text


def read_data(version: Version) -> None:
    index = version.page.get_parent().url
    for below in (version.page.url, index, f"{index}indicators/bilder/"):
        table = csv.DictReader(io.StringIO(answer(f"{below}data.csv").content.decode()))
        for rows in (list(table), answer(f"{below}data.json").json()):
            (row,) = (row for row in rows if row["figure"] == FIGURE)
            said = (row["value"], row["change"], row["change_reason"])
            assert said == (RIGHT, "correction", REASON), row
        with ZipFile(io.BytesIO(answer(f"{below}data.xlsx").content)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert f"<v>{RIGHT}</v>" in sheet, sheet


def read_feed(version: Version) -> None:
    address = f"{version.page.get_parent().url}feed/"
    read(address, "<feed ", version.page.title, version.earlier, REASON)


def forms() -> dict[str, Any]:
    """What reads each form that the site has, by the name of the form."""
    every = {
        "HTML": (read_html, True),
        "feed": (read_feed, True),
        "API v2": (read_v2, apps.is_installed("results.api")),
        "API v3": (read_v3, apps.is_installed("wagtail.api.v3")),
        "PDF": (read_pdf, apps.is_installed("results.pdf")),
        "data files": (read_data, are_files_served()),
    }
    return {name: read for name, (read, is_there) in every.items() if is_there}


def read_twice(edition: Page) -> None:
    """What is stored is given, and a published change is in the next answer."""
    said = [answer(edition.url).headers.get("X-Results-Snapshot") for _time in range(2)]
    assert said[1] == "hit", said
    edition.introduction = "En mening till."
    edition.save_revision().publish()
    html = read(edition.url, "En mening till.")
    assert answer(edition.url).content.decode() == html


def stores() -> bool:
    return bool(getattr(settings, "WAGTAIL_RESULTS", {}).get("SNAPSHOTS"))
