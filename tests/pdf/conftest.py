"""An edition with every block, published in two languages, and its PDFs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

import pytest
from pytest_django import DjangoDbBlocker

from results.models import ResultsIndexPage, ResultsPage
from results.pdf.making import make_pdf
from results.reading import PageReading
from tests.api.building import add_page, make_edition, make_site
from tests.factories import ResultsPageFactory, as_stream
from tests.sharing.building import in_english

from .spoken import Element, Spoken


@dataclass(frozen=True)
class Printed:
    """A document, and each figure of its edition as its language writes it, in order."""

    spoken: Spoken
    figures: list[str]


@dataclass(frozen=True)
class Small:
    """An index page and its edition of a few words, in Swedish and English."""

    index: ResultsIndexPage
    swedish: ResultsPage
    english: ResultsPage


def files(media: Path) -> list[Path]:
    """The PDFs that are kept in the media folder."""
    return sorted(media.glob("results/pdf/*/*.pdf"))


@pytest.fixture
def edition(db: None) -> Small:
    """Small editions; nothing has followed from their publication yet."""
    home, _home_en = make_site()
    index = add_page(home, ResultsIndexPage, title="Resultat", slug="resultat")
    swedish = ResultsPageFactory.create(parent=index)
    return Small(index, swedish, in_english(swedish))


@pytest.fixture(scope="module")
def printed(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Printed]]:
    """The PDFs by language, made once for the tests that only read them."""
    media: Path = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        edition = make_edition()
        both = {"sv": _printed(edition.swedish), "en": _printed(edition.english)}
        transaction.set_rollback(True)
    yield both


def _printed(page: ResultsPage) -> Printed:
    page = ResultsPage.objects.get(pk=page.pk)
    reading = PageReading.of(page)
    return Printed(
        Spoken(make_pdf(page)), [figure.display(reading)["text"] for figure in reading.figures]
    )


def contents(spoken: Spoken) -> list[Element]:
    """The links of the table of contents, each of which ends with a number."""
    items = [item.below[0].below for item in spoken.document.find("LI")]
    links = [below[0] for below in items if below and below[0].tag == "Link"]
    return [link for link in links if link.text.split()[-1].isdigit()]


def print_body(page: ResultsPage, body: list[dict[str, Any]], **fields: Any) -> Spoken:
    page.body = as_stream(body)
    for name, value in fields.items():
        setattr(page, name, value)
    return Spoken(make_pdf(page))
