"""What visitors are told of a translation that nobody has worked on."""

import re
from typing import Any

from django.test import Client

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block

from ..translating import Translator, target

pytestmark = pytest.mark.django_db


def test_the_public_is_told_of_no_translation_before_there_is_one(
    submitted: ResultsPage, browser: Client, anonymous: Client
) -> None:
    source, page = ResultsPage.objects.get(pk=submitted.pk), target(submitted)
    index = page.get_parent().specific
    link = block("link", "to-edition", text="Read about 2016", page=source.pk)
    text = block("text", "links", heading="Links", text="<p>t</p>", links=[link])
    newest = ResultsPageFactory.create(parent=index, year=2018, content=[text])
    in_list = re.compile(
        rf'href="{page.url}" lang="sv" hreflang="sv".{{,400}}?\(in Swedish\)', re.DOTALL
    )

    def get(url: str) -> str:
        response: Any = anonymous.get(url)
        assert response.status_code == 200
        return response.content.decode()

    def head(page: Any) -> str:
        return get(page.url).partition("</head>")[0]

    assert f'<link rel="canonical" href="{source.full_url}">' in head(page)
    assert "hreflang" not in head(page) + head(source)
    assert 'class="results-page" lang="sv"' in get(page.url)
    assert page.full_url not in get("/sitemap.xml") + get(index.address_of("feed", None))
    assert get(newest.url).count("(in Swedish)") == 2
    assert in_list.search(get(newest.url))

    Translator(browser, page).publish()
    assert f'<link rel="canonical" href="{page.full_url}">' in head(page)
    assert set(re.findall(r'hreflang="([^"]+)"', head(page))) == {"sv", "en", "x-default"}
    assert page.full_url in get("/sitemap.xml")
    assert page.full_url in get(index.address_of("feed", None))
    assert "(in Swedish)" not in get(newest.url)
    assert not in_list.search(get(newest.url))
