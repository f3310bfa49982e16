"""The statement as a visitor gets it, whole and with every part missing."""

from itertools import pairwise
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext

import pytest
from bs4 import BeautifulSoup

from results.quantities import format_date
from results.statements.models import AccessibilityStatementPage
from tests.factories import home_page
from tests.statements.building import StatementFactory, deficiency, id_of, shown, stream_of, words

pytestmark = pytest.mark.django_db

HEADINGS = (
    "If you cannot use some part",
    "Report a deficiency",
    "Supervision",
    "Technical information about accessibility",
    "How we have tested it",
)
# What may be missing, one at a time and all together.
OPTIONAL: dict[str, Any] = {
    "service_url": "",
    "service_published_on": None,
    "contact_email": "",
    "contact_telephone": "",
    "contact_form_url": "",
    "contact_address": "",
    "answer_days": None,
    "authority_name": "",
    "authority_url": "",
    "assessed_on": None,
    "assessment_notes": "",
    "assessment_url": "",
    "organisation": "",
    "service_name": "",
    "standard": "",
    "last_published_at": None,
}
BARE: dict[str, Any] = {
    "affects": "",
    "reason": "",
    "alternative": "",
    "mended_by": "",
    "criteria": [],
}
LONG = "Ord" * 85
HOSTILE = {
    "long": LONG,
    "emoji": "Tillgänglighet 👩🏽‍🦽‍➡️ för alla",
    "right to left": "نص عربي\u200f בעברית",
    "script": "<script>alert(1)</script> & \"quotes\" {{ page }} {% now 'Y' %}",
}


def in_language(language: str, **fields: Any) -> BeautifulSoup:
    page: AccessibilityStatementPage = StatementFactory.create(parent=home_page(language), **fields)
    page.refresh_from_db()
    return shown(page)


def headings(soup: BeautifulSoup) -> list[str]:
    return [found.get_text(strip=True) for found in soup.select(".results-statement h2")]


def is_sound(soup: BeautifulSoup) -> None:
    """One main heading, headings in order, nothing empty, no id twice."""
    levels = [int(found.name[1]) for found in soup.find_all(["h1", "h2", "h3", "h4"])]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    article = soup.select_one("article.results-page.results-statement")
    assert article
    for found in article.find_all(["h1", "h2", "h3", "p", "dl", "dt", "dd", "ul", "li", "a"]):
        assert found.get_text(strip=True), found
    assert "None" not in article.get_text()
    ids = [found["id"] for found in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def saved_without_rules(**fields: Any) -> AccessibilityStatementPage:
    """A public page that no rule would let through: written past the guard."""
    page: AccessibilityStatementPage = StatementFactory.create()
    if "content" in fields:
        fields["deficiencies"] = stream_of(fields.pop("content"))
    AccessibilityStatementPage.objects.filter(pk=page.pk).update(**fields)
    page.refresh_from_db()
    return page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_part_that_the_law_asks_for_is_on_the_page(language: str) -> None:
    soup = in_language(language)
    text = words(soup)

    is_sound(soup)
    assert soup.select(f"article[lang={language}]")
    with translation.override(language):
        assert headings(soup)[1:] == [gettext(heading) for heading in HEADINGS]
    for part in (
        "ECPAT Sverige",
        "ecpat.se",
        "EN 301 549 V3.2.1",
        "info@example.org",
        "08-598 920 00",
        "Myndigheten för digital förvaltning (Digg)",
        "Filmen saknar undertexter.",
        "Den som inte hör.",
        "1.2.2 Captions (Prerecorded)",
        "Läs texten intill.",
        "Vi gick igenom startsidan.",
        "2018:1937",
    ):
        assert part in text, part
    hrefs = {found["href"] for found in soup.select(".results-statement a")}
    assert {
        "mailto:info@example.org",
        "tel:0859892000",
        "https://ecpat.se/brister",
        "https://ecpat.se/rapport",
        "https://www.digg.se/tdosanmalan",
    } <= hrefs


def test_an_alias_speaks_the_language_of_its_original() -> None:
    home = home_page("en")
    page = StatementFactory.create()
    alias = page.copy_for_translation(home.locale, alias=True)
    alias.refresh_from_db()
    soup = shown(alias)
    article = soup.select_one("article")

    assert article and article["lang"] == "sv"
    with translation.override("sv"):
        assert gettext("Supervision") in headings(soup)
        assert format_date(page.assessed_on, "sv") in words(soup)


def test_dates_are_dates() -> None:
    soup = in_language("sv", last_published_at=timezone.now())
    days = [found["datetime"] for found in soup.select("time")]
    assert timezone.localdate().isoformat() in days
    assert len(days) == 4


def test_names_of_criteria_are_marked_as_english() -> None:
    name = in_language("sv").select_one("dd span[lang=en]")
    assert name and name.get_text() == "Captions (Prerecorded)"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_part_that_is_missing_leaves_nothing_empty_behind(language: str) -> None:
    page = saved_without_rules(locale=home_page(language).locale)
    rows = AccessibilityStatementPage.objects.filter(pk=page.pk)
    missing = {**OPTIONAL, "deficiencies": stream_of([])}
    whole = rows.values(*missing).get()
    for name, nothing in missing.items():
        rows.update(**{name: nothing})
        is_sound(shown(page))
        rows.update(**{name: whole[name]})
    rows.update(**missing)
    is_sound(shown(page))


def test_a_deficiency_with_nothing_but_itself_has_no_list_of_facts() -> None:
    soup = in_language("sv", content=[deficiency(**BARE)])
    is_sound(soup)
    assert not soup.select(".results-deficiency dl")


def test_deficiencies_stand_under_the_heading_of_their_kind() -> None:
    kinds = ("outside", "burden", "not_compliant", "burden")
    content = [deficiency(str(number), kind=kind) for number, kind in enumerate(kinds)]
    soup = in_language("en", content=content)

    is_sound(soup)
    assert [found.get_text() for found in soup.select("h3")] == [
        "Content that does not meet the requirements",
        "Disproportionate burden",
        "Content that the law does not cover",
    ]
    order = [found["id"] for found in soup.select(".results-deficiencies > li")]
    assert order == [f"block-{id_of(name)}" for name in ("2", "1", "3", "0")]


@pytest.mark.parametrize("compliance", ["full", "partial", "none"])
@pytest.mark.parametrize("is_voluntary", [False, True])
def test_each_degree_has_a_sentence_of_its_own(compliance: str, is_voluntary: bool) -> None:
    fields: dict[str, Any] = {"content": []} if compliance == "full" else {}
    soup = in_language("en", compliance=compliance, is_voluntary=is_voluntary, **fields)
    said = {"full": "fully", "partial": "partly", "none": "not"}[compliance]

    is_sound(soup)
    assert said in words(soup, ".results-statement section")


def test_who_is_not_bound_by_the_law_names_no_authority_and_claims_no_exemption() -> None:
    soup = in_language("en", is_voluntary=True, content=[deficiency(kind="burden")])
    text = words(soup)

    is_sound(soup)
    assert "Supervision" not in headings(soup)
    assert "Digg" not in text and "section 12" not in text and "2018:1937" not in text
    assert "of our own accord" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(kind: str) -> None:
    text = HOSTILE[kind]
    soup = in_language(
        "sv",
        title=text[:255],
        organisation=text[:200],
        service_name=text[:100],
        contact_address=text,
        assessment_notes=text,
        content=[deficiency(what=text, affects=text, reason=text, alternative=text)],
    )

    is_sound(soup)
    assert not soup.select(".results-statement script")
    heading = soup.select_one("h1")
    assert heading and heading.get_text() == text[:255]
    assert words(soup, ".results-deficiency").count(" ".join(text.split())) == 4


def test_an_unsafe_address_in_the_database_is_no_link() -> None:
    unsafe = "javascript:alert(1)"
    page = saved_without_rules(
        service_url=unsafe, contact_form_url=unsafe, authority_url=unsafe, assessment_url=unsafe
    )
    soup = shown(page)

    is_sound(soup)
    assert not [found for found in soup.select("a") if "javascript" in found["href"]]


def test_damaged_deficiencies_do_not_stop_the_page() -> None:
    page = saved_without_rules(
        content=[deficiency(criteria=["9.9.9", "1.2.2"], kind="unknown", mended_by="soon")]
    )
    is_sound(shown(page))
    assert "data_damaged" in {found.code for found in page.find_findings()} or page.deficiencies


@pytest.mark.parametrize("count", [1, 100])
def test_a_hundred_deficiencies_cost_no_more_queries_than_one(
    count: int, django_assert_max_num_queries: Any
) -> None:
    page = StatementFactory.create(content=[deficiency(str(number)) for number in range(count)])
    shown(page)
    with django_assert_max_num_queries(12):
        shown(page)
