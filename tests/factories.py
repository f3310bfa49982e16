"""Pages and people for tests. A page that is not told otherwise is whole and published."""

import json
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction, Site
from wagtail.users.models import UserProfile

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from results.blocks import ChangeKind
from results.content import EditionContent
from results.models import Indicator, ResultsIndexPage, ResultsPage
from results.rules.changes import add_changes, missing_changes

Row = TypeVar("Row", bound=Model)

PUBLISHED = datetime(2017, 4, 3, 8, 30, tzinfo=UTC)
PASSWORD = "a long password for tests"
EDITOR = ("add_page", "change_page")
MODERATOR = (*EDITOR, "publish_page", "bulk_delete_page", "lock_page")


def block(kind: str, name: str, /, **value: Any) -> dict[str, Any]:
    """One block of a stream as the database holds it; the name decides its id."""
    return {"type": kind, "id": str(uuid5(NAMESPACE_URL, name)), "value": value}


def table_block(name: str = "table", /, *rows: tuple[str, str | None], **value: Any) -> Any:
    """A table of years and reports, unless `rows` says otherwise."""
    cells = {
        "caption": "Reports to the hotline",
        "columns": [{"type": "text", "heading": "Year"}, {"type": "number", "heading": "Reports"}],
        "rows": [{"values": list(row)} for row in rows or (("2015", "6243"), ("2016", "6558"))],
    }
    return block("table", name, table=cells | value, has_row_heads=True)


def good_body(text: str = "We reviewed every report.") -> list[dict[str, Any]]:
    """A body that nothing refuses: text with a link, and a figure."""
    link = block("link", "link", text="Read more about ECPAT Hotline", url="https://ecpat.se/")
    stat = block("stat", "stat", value="6558", label="reports reviewed", unit="number")
    return [
        block("text", "text", heading="The hotline", text=f"<p>{text}</p>", links=[link]),
        block("stats", "stats", heading="Figures", stats=[stat]),
    ]


def incomplete_body() -> list[dict[str, Any]]:
    """A body that may be a draft but not be published: a link that leads nowhere."""
    body = good_body()
    body[0]["value"]["links"][0]["value"]["url"] = ""
    return body


def unsafe_body() -> list[dict[str, Any]]:
    """A body that may not even be a draft: a link that runs a script."""
    body = good_body()
    body[0]["value"]["links"][0]["value"]["url"] = "javascript:alert(1)"
    return body


def described(page: Any) -> Any:
    """The page, with an entry for each published figure that it changes."""
    found = missing_changes(EditionContent(page))
    why = (ChangeKind.CORRECTION.value, "It had been counted twice.")
    add_changes(page, {each.before.block_id: why for each in found})
    return page


def as_stream(content: list[dict[str, Any]]) -> Any:
    """The content as the value of a body, for writing it past the page."""
    return ResultsPage._meta.get_field("body").to_python(json.dumps(content))


def hide(page: Any, how: str) -> None:
    """Let no visitor reach the page: make it a "draft", "expired" or "private"."""
    if how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        fields = {"live": False} if how == "draft" else {"expire_at": timezone.now()}
        Page.objects.filter(pk=page.pk).update(**fields)


HIDDEN = ("draft", "expired", "private")


def again(found: Row) -> Row:
    """The same row, read anew: a test's own copy of what its module shares."""
    return type(found)._default_manager.get(pk=found.pk)


class LocaleFactory(DjangoModelFactory):
    """A language, Swedish unless told otherwise; one row each."""

    class Meta:
        model = Locale
        django_get_or_create = ("language_code",)

    language_code = "sv"


def home_page(language_code: str = "sv") -> Page:
    """The front page in the language, made when it is not there; the Swedish one has a site."""
    locale = LocaleFactory.create(language_code=language_code)
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    slug = f"home-{language_code}"
    home = root.get_children().filter(slug=slug).first()
    if home is not None:
        return home
    swedish = home_page() if language_code != "sv" else None
    home = root.add_child(
        instance=Page(
            title="Home",
            slug=slug,
            locale=locale,
            first_published_at=PUBLISHED,
            last_published_at=PUBLISHED,
            **({"translation_key": swedish.translation_key} if swedish else {}),
        )
    )
    if swedish is None:
        Site.objects.all().delete()
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


class ResultsIndexPageFactory(wagtail_factories.PageFactory):
    """The address of an organisation's results, below the front page."""

    class Meta:
        model = ResultsIndexPage

    parent = factory.LazyFunction(home_page)
    title = "Results"
    slug = "results"
    introduction = "What our work leads to."
    first_published_at = last_published_at = PUBLISHED


class ResultsPageFactory(wagtail_factories.PageFactory):
    """An edition; `year` sets period, title and slug, `content` is the body as a list."""

    class Meta:
        model = ResultsPage

    class Params:
        year = 2016
        content = factory.LazyFunction(good_body)

    parent = factory.SubFactory(ResultsIndexPageFactory)
    title = factory.LazyAttribute(lambda page: str(page.year))
    slug = factory.LazyAttribute(lambda page: str(page.year))
    period_start = factory.LazyAttribute(lambda page: date(page.year, 1, 1))
    period_end = factory.LazyAttribute(lambda page: date(page.year, 12, 31))
    body = factory.LazyAttribute(lambda page: json.dumps(page.content))
    first_published_at = factory.LazyAttribute(lambda page: PUBLISHED if page.live else None)
    last_published_at = factory.LazyAttribute(lambda page: PUBLISHED if page.live else None)
    live = True
    has_unpublished_changes = factory.LazyAttribute(lambda page: not page.live)


class IndicatorFactory(DjangoModelFactory):
    """What is measured over the years, in Swedish unless told otherwise."""

    class Meta:
        model = Indicator

    name = "granskade tips"
    locale = factory.SubFactory(LocaleFactory)


class UserFactory(DjangoModelFactory):
    """A person who may do what `may` names and nothing else; the password is PASSWORD."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def may(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Give the person a group with these permissions on all pages, and the admin to use them."""
        if not extracted:
            return
        group = Group.objects.create(name=f"Group of {self}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in extracted:
            GroupPagePermission.objects.create(
                group=group,
                page=Page.get_first_root_node(),
                permission=Permission.objects.get(codename=codename),
            )
        self.groups.add(group)


class AdminFactory(UserFactory):
    """A person who may do everything."""

    is_superuser = is_staff = True


def browser_of(user: Any = None, *, language: str = "") -> Client:
    """The browser of a person, an administrator unless told otherwise; `language` is the admin's."""
    user = user or AdminFactory.create()
    if language:
        UserProfile.objects.create(user=user, preferred_language=language)
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def api_client(user: Any = None) -> Client:
    """A client of API v3 that acts for a person, an administrator unless told otherwise."""
    # Wagtail 7.4 has none.
    from wagtail.models import APIToken

    _token, plaintext = APIToken.create_token(user=user or AdminFactory.create(), name="test")
    return Client(headers={"authorization": f"Bearer {plaintext}"})
