"""What a page says of itself to those who find and share it, and in which languages."""

from collections import Counter
from datetime import date

from django.test import Client, RequestFactory

from wagtail.models import Page, PageViewRestriction, Site

import pytest
from bs4 import BeautifulSoup
from pytest_django import Settings

from results.models import ResultsIndexPage, ResultsPage
from results.models.metadata import PageMetadata, shorten, structured_data
from tests.factories import HIDDEN, ResultsIndexPageFactory, ResultsPageFactory, hide, home_page
from tests.sharing.building import in_english

from .heads import edition, head, hreflangs, properties, things

pytestmark = pytest.mark.django_db

# By which an element of a head says what it is.
KINDS = ("charset", "name", "property", "rel", "hreflang", "type")


def test_an_edition_tells_what_it_is_and_where(client: Client) -> None:
    page = edition(title="Resultat 2016", introduction="Så här långt kom vi.")
    html = head(client, page)
    shown = properties(html)
    assert '<link rel="canonical" href="http://localhost/results/2016/">' in html
    assert '<meta name="description" content="Så här långt kom vi.">' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert "noindex" not in html
    assert shown["og:type"] == "article"
    assert shown["og:title"] == "Resultat 2016"
    assert shown["og:url"] == "http://localhost/results/2016/"
    assert shown["og:site_name"] == "ECPAT Sverige"
    assert "article:published_time" not in shown
    assert shown["article:modified_time"] == "2017-04-03T08:30:00+00:00"
    assert (shown["og:image:width"], shown["og:image:height"]) == ("1200", "630")
    assert shown["og:image:alt"] == "Resultat 2016. 6\xa0558 reports reviewed."
    image = client.get(shown["og:image"])
    assert (image.status_code, image.headers["Content-Type"]) == (200, "image/png")


def test_the_head_says_nothing_twice(client: Client) -> None:
    page = edition(introduction="Så här långt kom vi.")
    in_english(page)
    tags = BeautifulSoup(head(client, page), "html.parser").find_all(["title", "meta", "link"])
    said = Counter(
        (tag.name, *(str(tag[name]) for name in KINDS if tag.has_attr(name)))
        for tag in tags
        if tag.get("rel") not in (["preload"], ["stylesheet"])
    )
    assert said[("meta", "description")] == said[("link", "['canonical']")] == 1
    assert [what for what, times in said.items() if times > 1] == []


def test_search_engines_are_told_of_the_report_the_organisation_and_the_way(client: Client) -> None:
    page = edition(title="Resultat 2016", introduction="Så här långt kom vi.")
    found = things(head(client, page))
    assert found["Organization"]["name"] == "ECPAT Sverige"
    report = found["Report"]
    assert report["url"] == page.full_url
    assert report["temporalCoverage"] == "2016-01-01/2016-12-31"
    assert report["inLanguage"] == "sv"
    assert report["publisher"] == {"@id": found["Organization"]["@id"]}
    assert "datePublished" not in report
    assert report["dateModified"] == "2017-04-03T08:30:00+00:00"
    assert report["image"].startswith(f"{page.full_url}share-image/")
    way = [(each["name"], each["item"]) for each in found["BreadcrumbList"]["itemListElement"]]
    assert way == [
        ("Home", "http://localhost/"),
        ("Results", "http://localhost/results/"),
        ("Resultat 2016", "http://localhost/results/2016/"),
    ]


def test_the_day_of_publication_is_the_one_that_an_editor_set(client: Client) -> None:
    html = head(client, edition(publication_date=date(2017, 3, 14)))
    assert properties(html)["article:published_time"] == "2017-03-14"
    assert things(html)["Report"]["datePublished"] == "2017-03-14"


def test_the_way_to_a_page_is_shown_and_ends_at_the_page(client: Client) -> None:
    page = edition(title="Resultat 2016")
    html = " ".join(client.get(page.url).content.decode().split())
    assert '<a href="/results/">Results</a>' in html
    assert '<span aria-current="page">Resultat 2016</span>' in html


def test_the_way_leaves_out_a_page_that_is_not_public() -> None:
    page = edition()
    Page.objects.filter(pk=page.get_parent().pk).update(live=False)
    names = [crumb["title"] for crumb in PageMetadata(page).breadcrumbs]
    assert names == ["Home", "2016"]


def test_an_index_has_an_address_of_its_own_and_the_picture_of_its_newest_edition(
    client: Client,
) -> None:
    newest = edition(title="Resultat 2016", introduction="Så här långt kom vi.")
    index = newest.get_parent().specific
    ResultsIndexPage.objects.update(introduction="")
    html = head(client, index)
    assert f'<link rel="canonical" href="{index.full_url}">' in html
    assert properties(html)["og:url"] == index.full_url
    assert '<meta name="description" content="Så här långt kom vi.">' in html
    assert properties(html)["og:image"].startswith(f"{newest.full_url}share-image/")
    assert "Report" not in things(html)


def test_an_index_without_editions_has_no_picture_and_its_own_address(client: Client) -> None:
    html = head(client, ResultsIndexPageFactory.create())
    assert '<link rel="canonical" href="http://localhost/results/">' in html
    assert "og:image" not in properties(html)
    assert '<meta name="twitter:card" content="summary">' in html


def test_both_lead_to_the_feed_of_the_index(client: Client) -> None:
    page = edition()
    for each in (page, page.get_parent()):
        html = head(client, each)
        assert (
            'type="application/atom+xml" title="Results" href="http://localhost/results/feed/"'
            in html
        )


def test_a_private_page_is_kept_out_of_indexes(admin_client: Client) -> None:
    page = edition()
    in_english(page)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    html = head(admin_client, page)
    assert '<meta name="robots" content="noindex">' in html
    assert "og:image" not in properties(html)
    assert hreflangs(html) == {}


def test_a_preview_is_kept_out_of_indexes() -> None:
    page = edition()
    request = RequestFactory().get("/")
    html = page.make_preview_request(request).render().content.decode()
    assert '<meta name="robots" content="noindex">' in html
    assert "og:image" not in properties(html)


def test_any_title_is_said_as_it_is(client: Client) -> None:
    title = "</script><script>alert(1)</script> \"Quoted\" & 'quoted' <b> 😀 تقرير 2016"
    html = head(client, edition(title=title, slug="edition"))
    assert properties(html)["og:title"] == title
    assert things(html)["Report"]["name"] == title
    assert "<script>alert" not in html
    assert html.count("<script") == html.count("</script>")


def test_the_words_of_an_editor_for_search_engines_come_first(client: Client) -> None:
    page = edition(
        title="Resultat", slug="r", seo_title="Resultat av vårt arbete",
        search_description="Kort.", introduction="Lång.",
    )  # fmt: skip
    html = head(client, page)
    assert properties(html)["og:title"] == "Resultat av vårt arbete"
    assert '<meta name="description" content="Kort.">' in html
    assert html.count('name="description"') == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", "One. Two."),
        (f"{'a' * 70}. {'b' * 70}. {'c' * 70}.", f"{'a' * 70}. {'b' * 70}."),
        (f"No. {'word ' * 60}", f"No. {'word ' * 31}".strip() + "…"),
        ("x" * 300, "x" * 159 + "…"),
        ("", ""),
    ],
)
def test_a_description_ends_with_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert shorten(text) == expected
    assert len(shorten(text)) <= 160


def test_any_page_has_metadata() -> None:
    page = home_page()
    found = PageMetadata(page)
    assert (found.title, found.canonical, found.description) == ("Home", "http://localhost/", "")
    assert [thing["@type"] for thing in structured_data(found)["@graph"]] == ["Organization"]


def test_the_installation_names_the_organisation_where_the_site_does_not(client: Client) -> None:
    page = edition()
    Site.objects.update(site_name="")
    assert properties(head(client, page))["og:site_name"] == "Results"


def test_each_version_names_all_of_them_and_that_for_everybody_else(client: Client) -> None:
    swedish = edition()
    english = in_english(swedish, title="Results 2016")
    expected = {"sv": swedish.full_url, "en": english.full_url, "x-default": swedish.full_url}
    for page in (swedish, english):
        assert hreflangs(head(client, page)) == expected
    translation = things(head(client, swedish))["Report"]["workTranslation"]
    assert [each["@id"] for each in translation] == [english.full_url]
    original = things(head(client, english))["Report"]["translationOfWork"]
    assert original["@id"] == swedish.full_url


def test_the_version_for_everybody_else_is_that_in_the_sites_language(settings: Settings) -> None:
    swedish = edition()
    english = in_english(swedish)
    settings.LANGUAGE_CODE = "en"
    for page in (swedish, english):
        rest = PageMetadata(page).alternates[-1]
        assert (rest["language"], rest["url"]) == ("x-default", english.full_url)


def test_a_version_that_no_visitor_reaches_is_not_named(client: Client) -> None:
    swedish = edition()
    english = in_english(swedish)
    for how in HIDDEN:
        hide(english, how)
        assert hreflangs(head(client, swedish)) == {}
        ResultsPage.objects.filter(pk=english.pk).update(live=True, expire_at=None)


def test_without_a_version_in_the_sites_language_the_first_is_for_everybody_else() -> None:
    first = ResultsPageFactory.create(parent=ResultsIndexPageFactory.create(parent=home_page("en")))
    other = ResultsPageFactory.create(
        parent=ResultsIndexPageFactory.create(parent=home_page("fi")),
        translation_key=first.translation_key,
    )
    for page in (first, other):
        rest = PageMetadata(page).alternates[-1]
        assert (rest["language"], rest["url"]) == ("x-default", first.full_url)


def test_two_indexes_of_one_language_each_have_versions_of_their_own(client: Client) -> None:
    one, other = (
        ResultsIndexPageFactory.create(slug=slug, title=slug) for slug in ("one", "other")
    )
    english = in_english(other, title="English", slug="other-en")
    assert hreflangs(head(client, one)) == {}
    assert hreflangs(head(client, other))["en"] == english.full_url
    assert properties(head(client, one))["og:type"] == "website"


def test_an_alias_leads_to_its_original_and_is_no_version_of_it(client: Client) -> None:
    swedish = edition()
    english_index = in_english(swedish.get_parent().specific)
    alias = swedish.copy_for_translation(english_index.locale, alias=True)
    html = head(client, alias)
    assert f'<link rel="canonical" href="{swedish.full_url}">' in html
    assert hreflangs(html) == {} == hreflangs(head(client, swedish))
    assert things(html)["Report"]["inLanguage"] == "sv"
