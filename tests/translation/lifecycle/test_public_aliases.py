"""What visitors are told of a translation that nobody has worked on."""

import re
from typing import Any

from django.test import Client

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block
from tests.translation.translating import Translator, target

pytestmark = pytest.mark.django_db


def head(client: Client, page: Any) -> str:
    response: Any = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode().partition("</head>")[0]


def test_the_public_is_told_of_no_translation_before_there_is_one(
    submitted: ResultsPage, browser: Client, anonymous: Client
) -> None:
    page, source = target(submitted), ResultsPage.objects.get(pk=submitted.pk)
    html = head(anonymous, page)
    assert f'<link rel="canonical" href="{source.full_url}">' in html
    assert "hreflang" not in html
    assert "hreflang" not in head(anonymous, source)
    assert 'class="results-page" lang="sv"' in anonymous.get(page.url).content.decode()
    assert page.full_url not in anonymous.get("/sitemap.xml").content.decode()
    Translator(browser, page).publish()
    html = head(anonymous, page)
    assert f'<link rel="canonical" href="{page.full_url}">' in html
    assert set(re.findall(r'hreflang="([^"]+)"', html)) == {"sv", "en", "x-default"}
    assert page.full_url in anonymous.get("/sitemap.xml").content.decode()


def test_a_link_to_an_untouched_translation_says_in_which_language_it_is(
    submitted: ResultsPage, browser: Client, anonymous: Client
) -> None:
    link = block("link", "to-edition", text="Read about 2016", page=submitted.pk)
    text = block("text", "links", heading="Links", text="<p>t</p>", links=[link])
    page = ResultsPageFactory.create(
        parent=target(submitted).get_parent(), year=2020, content=[text]
    )
    assert "(in Swedish)" in anonymous.get(page.url).content.decode()
    Translator(browser, target(submitted)).publish()
    assert "(in Swedish)" not in anonymous.get(page.url).content.decode()


def test_the_feed_leaves_out_what_is_no_translation(
    submitted: ResultsPage, browser: Client, anonymous: Client
) -> None:
    page = target(submitted)
    feed = page.get_parent().specific.address_of("feed", None)
    assert page.full_url not in anonymous.get(feed).content.decode()
    Translator(browser, page).publish()
    assert page.full_url in anonymous.get(feed).content.decode()


def test_the_list_of_editions_says_which_of_them_is_in_another_language(
    submitted: ResultsPage, browser: Client, anonymous: Client
) -> None:
    index = target(submitted).get_parent()
    newest = ResultsPageFactory.create(parent=index, year=2020)
    mark = f'href="{target(submitted).url}" lang="sv" hreflang="sv"'
    assert mark in anonymous.get(newest.url).content.decode()
    Translator(browser, target(submitted)).publish()
    assert mark not in anonymous.get(newest.url).content.decode()
