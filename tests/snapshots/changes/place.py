"""A site with every kind of page and answer, and what its visitors and its editors do there."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client
from django.urls import path

from wagtail.models import Page, Site

from cms.urls import handler404 as handler404
from cms.urls import urlpatterns as of_the_demo
from home.models import HomePage, InformationPage
from results.conf import setting
from results.models import ResultsIndexPage, ResultsPage
from results.snapshots.addresses import Address
from results.snapshots.front import server
from results.snapshots.storing import ask
from results.translation.glossary import Term
from tests.api.building import add_page
from tests.factories import (
    AdminFactory,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    browser_of,
    good_body,
)
from tests.publishing.forms import page_form_data
from tests.routes import V3, Person
from tests.snapshots.conftest import SAYS
from tests.translation.building import make_document, make_image

HOST = "testserver"
V2 = "/api/v2/pages/"
OURS = frozenset({SAYS.lower(), "cache-tag", "surrogate-key", "content-length", "etag", "expires"})
# To make an answer may make pictures, which other answers then tell of.
MOST_TRIES = 3


# What a visitor is told: the status, the headers and the body.
Told = tuple[int, dict[str, str], bytes]
# A form has another one each time it is shown.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def told(response: Any) -> Told:
    """What an answer says, without what only we say, or what stands for the bytes themselves."""
    said = {name.lower(): text for name, text in response.items() if name.lower() not in OURS}
    if said.get("cache-control") == setting("SNAPSHOT_CACHE_CONTROL"):
        del said["cache-control"]
    varies = {one.strip().lower() for one in said.pop("vary", "").split(",")}
    said["vary"] = ", ".join(sorted(varies - {"", "accept-encoding"}))
    return response.status_code, said, _TOKEN.sub(b"", response.content)


@dataclass(slots=True)
class Place:
    """The site. `urls` are its public addresses by name."""

    home: HomePage
    home_en: HomePage
    index: ResultsIndexPage
    edition: ResultsPage
    other: ResultsPage
    information: InformationPage
    image: Any
    person: Person
    visitor: Client
    urls: dict[str, str]

    def get(self, name: str) -> Any:
        """What a visitor gets at the address of the name."""
        return self.visitor.get(self.urls[name])

    def warm(self, *names: str) -> dict[str, Told]:
        """Have every address asked for until its answer is a stored one."""
        for _try in range(MOST_TRIES):
            answers = {name: self.get(name) for name in names or self.urls}
            cold = [
                name
                for name, answer in answers.items()
                if answer.status_code == 200 and answer.headers.get(SAYS) != "hit"
            ]
            if not cold:
                return {name: told(answer) for name, answer in answers.items()}
        raise AssertionError(f"never stored: {cold}")

    def fresh(self, name: str) -> Told:
        """What the site itself says at the address."""
        return told(ask(address(self.urls[name]))[1])

    def edit(self, page: Page, action: str = "action-publish", **values: Any) -> Any:
        """Change fields of a page in Wagtail's editor and press a button."""
        draft = page.specific_class.objects.get(pk=page.pk).get_latest_revision_as_object()
        for name, value in values.items():
            setattr(draft, name, value)
        buttons = {action: "1"} if action else {}
        response = self.person.post("edit", page, page_form_data(draft, **buttons))
        assert response.status_code == 302, response.context and response.context["form"].errors
        return response


def address(url: str) -> Address:
    """The address as snapshots know it."""
    where, _question, query = url.partition("?")
    return Address("http", HOST, where, query)


def build() -> Place:
    """Build the site: Swedish and English, two editions, and what they show and link to."""
    swedish, english = (LocaleFactory.create(language_code=code) for code in ("sv", "en"))
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=swedish)
    home = add_page(root, HomePage, title="Hem", slug="home-sv", locale=swedish, intro="<p>Hej</p>")
    key = home.translation_key
    home_en = add_page(
        root, HomePage, title="Home", slug="home-en", locale=english, translation_key=key
    )
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    information = add_page(
        home, InformationPage, title="Hotline", slug="hotline", text="<p>Ring oss.</p>"
    )
    index = ResultsIndexPageFactory.create(parent=home, title="Resultat", slug="resultat")
    image = make_image()
    link = f'<a linktype="page" id="{information.pk}">Hotline</a>'
    edition = ResultsPageFactory.create(
        parent=index,
        title="Resultat 2016",
        introduction="Vi skyddar barn.",
        hero_image=image,
        hero_alt_text="Ett barn",
        report=make_document(),
        content=good_body(f"Vi granskar tips. {link}"),
    )
    other = ResultsPageFactory.create(parent=index, title="Resultat 2015", year=2015, slug="2015")
    index_en = ResultsIndexPageFactory.create(
        parent=home_en, locale=english, translation_key=index.translation_key, title="Results"
    )
    edition_en = ResultsPageFactory.create(
        parent=index_en,
        locale=english,
        translation_key=edition.translation_key,
        title="Results 2016",
        introduction="We protect children.",
    )
    pages = {
        "home": home,
        "home_en": home_en,
        "index": index,
        "edition": edition,
        "other": other,
        "information": information,
    }
    urls = {name: page.url for name, page in pages.items()}
    urls |= {"index_en": index_en.url, "edition_en": edition_en.url}
    urls |= {"feed": "/resultat/feed/", "sitemap": "/sitemap.xml", "v2 list": V2, "v3 list": V3}
    for name in ("home", "index", "edition", "other"):
        urls |= {f"v2 {name}": f"{V2}{pages[name].pk}/", f"v3 {name}": f"{V3}{pages[name].pk}/"}
    urls["v3 find"] = f"{V3}find/?{urlencode({'html_path': edition.url})}"
    user = AdminFactory.create(username="whoever publishes")
    person = Person(user, browser_of(user))
    return Place(**pages, image=image, person=person, visitor=Client(), urls=urls)


def after(place: Place, change: Callable[[], object], changed: Collection[str] = ()) -> None:
    """Do it when answers are stored, then see that no visitor gets an old one.

    `changed` names addresses whose answers are other ones by it, so that it is known to do
    something.
    """
    names = sorted({*changed, "home"})
    before = place.warm(*names)
    change()
    now = as_the_site_says(place, names)
    same = {name for name in changed if now[name][2] == before[name][2]}
    assert not same, f"not changed at all: {sorted(same)}"


def keeps(place: Place, change: Callable[[], object]) -> None:
    """Do it when answers are stored, then see that visitors are given those still."""
    names = ("home", "edition", "v3 edition")
    place.warm(*names)
    change()
    lost = {name for name in names if place.get(name).headers.get(SAYS) != "hit"}
    assert not lost, f"needlessly lost: {sorted(lost)}"
    as_the_site_says(place, names)


def as_the_site_says(place: Place, names: Iterable[str]) -> dict[str, Told]:
    """See that each answer is that of the site, out of memory and out of the table alone."""
    now: dict[str, Told] = {}
    for name in names:
        given = told(place.get(name))
        server.cache_clear()
        stored = told(place.get(name))
        now[name] = place.fresh(name)
        assert given == now[name], f"{name} is old at once"
        assert stored == now[name], f"{name} is old by the table"
    return now


# What the demo does not show: a snippet, and what SQL of the site's own finds.
RAW = "SELECT title, owner_id FROM wagtailcore_page WHERE slug = '2015'"


def terms(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        list(Term.objects.order_by("pk").values_list("term", flat=True)), safe=False
    )


def raw(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(f"/* by hand */ {RAW}")
        return JsonResponse(cursor.fetchall(), safe=False)


urlpatterns = [
    path("of-the-host/terms/", terms),
    path("of-the-host/raw/", raw),
    *of_the_demo,
]
