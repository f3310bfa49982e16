"""An edition in several languages, and what a person does to its pages in the admin."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from functools import cache
from typing import Any

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from results.models import LanguageVersion, ResultsIndexPage, ResultsPage
from results.publishing import Publication
from tests.factories import (
    AdminFactory,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    browser_of,
    good_body,
    home_page,
)
from tests.publishing.forms import page_form_data
from tests.syncing import sync_languages

from ..changing import published_in_english
from ..translating import edit_url, english, target

NEW_TITLE = "A new title"
LANGUAGES = ("en", "fi")
BUTTON = "action-publish-all"


class Version(Enum):
    """What another language version is by then, as the documentation has it."""

    ALIAS = "An alias"
    LIVE = "A public translation"
    DRAFT = "A draft translation"


@dataclass(frozen=True, slots=True)
class Family:
    """An edition, the place where it is, another where it can go, and whoever acts."""

    index: ResultsIndexPage
    other: ResultsIndexPage
    edition: ResultsPage
    browser: Client

    @classmethod
    def create(cls) -> "Family":
        for code in LANGUAGES:
            home_page(code)
        index = ResultsIndexPageFactory.create(slug="results")
        other = ResultsIndexPageFactory.create(slug="other")
        edition = ResultsPageFactory.create(parent=index, title="Resultat")
        edition.save_revision().publish()
        edition.refresh_from_db()
        for place in (index, other):
            for code in LANGUAGES:
                place.copy_for_translation(locale(code), copy_parents=True, alias=True)
        admin = AdminFactory.create(username="whoever acts")
        return cls(index, other, edition, browser_of(admin, language="en"))

    def make(self, code: str, kind: Version) -> Page:
        if kind is Version.ALIAS:
            self.edition.copy_for_translation(locale(code), copy_parents=True, alias=True)
            return self.version(code)
        translate_object(self.edition, [locale(code)])
        if kind is Version.LIVE:
            source = TranslationSource.objects.get_for_instance(self.edition)
            source.translations.get(target_locale=locale(code)).save_target(publish=True)
        assert self.version(code).live == (kind is Version.LIVE)
        return self.version(code)

    def version(self, code: str) -> Any:
        return ResultsPage.objects.get(
            translation_key=self.edition.translation_key, locale=locale(code)
        )

    def destination(self, page: Page) -> Page:
        return Page.objects.get(
            translation_key=self.other.translation_key, locale_id=page.locale_id
        )


def locale(code: str) -> Locale:
    return LocaleFactory.create(language_code=code)


def bulk_url(action: str) -> str:
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])


def url_of(action: str, page: Page, place: Page) -> str:
    """The screen on which it is done to one page; `place` is where a page moves."""
    if action == "move":
        return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk])
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


def act(family: Family, action: str, in_bulk: bool, *pages: Page, **fields: Any) -> Any:
    """Do it to the first page alone, or to all at once in Wagtail's screen for that."""
    place = family.destination(pages[0])
    ids = "&".join([*(f"id={page.pk}" for page in pages), f"next={reverse('wagtailadmin_home')}"])
    url = f"{bulk_url(action)}?{ids}" if in_bulk else url_of(action, pages[0], place)
    answer = family.browser.post(url, {"chooser": place.pk, **fields}, follow=True)
    assert answer.status_code == 200
    return answer


def _save(family: Family, page: Page, in_bulk: bool, **changes: Any) -> None:
    # In Wagtail's own editor, which has more to set than that of wagtail-localize.
    Translation.objects.filter(target_locale_id=page.locale_id).update(enabled=False)
    latest = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(latest, name, value)
    if in_bulk:
        latest.save_revision()
        act(family, "publish", True, page)
    else:
        url = edit_url(page)
        form = page_form_data(latest, **{"action-publish": "1"})
        assert family.browser.post(url, form, follow=True).status_code == 200


def do(what: str, family: Family, page: Page, in_bulk: bool = False) -> None:
    """Do to the page what has this name in the documentation."""
    place = family.destination(page)
    match what:
        case "Publish":
            _save(family, page, in_bulk, title=NEW_TITLE)
        case "Publish at a set time":
            _save(family, page, in_bulk, title=NEW_TITLE, go_live_at=in_an_hour())
            assert Page.objects.get(pk=page.pk).title != NEW_TITLE
        case "End at a set time":
            _save(family, page, in_bulk, expire_at=in_an_hour())
            let_time_come()
        case "Unpublish":
            act(family, "unpublish", in_bulk, page, reason="Figures had been mixed up.")
        case "Delete":
            act(family, "delete", in_bulk, page)
        case "Move":
            act(family, "move", in_bulk, page)
            assert Page.objects.get(pk=page.pk).is_child_of(place)
        case "Copy":
            fields = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": place.pk}
            url = reverse("wagtailadmin_pages:copy", args=[page.pk])
            assert family.browser.post(url, fields, follow=True).status_code == 200
            assert Page.objects.filter(slug="copy").count() == 1
        case _:
            raise AssertionError(what)


@cache
def in_an_hour() -> Any:
    """A time to come, in whole minutes as a form has it."""
    return (timezone.now() + timedelta(hours=1)).replace(second=0, microsecond=0)


def let_time_come() -> None:
    """Let every time that was set have come, and the scheduler run."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        late = revision.approved_go_live_at - timedelta(hours=2)
        content = {**revision.content, "go_live_at": past.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=late, content=content)
    Page.objects.filter(expire_at__isnull=False).update(expire_at=past)
    call_command("publish_scheduled")


def screen(family: Family) -> str:
    return reverse("results_publish_all", args=[family.edition.pk])


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def edit(family: Family, **changes: Any) -> None:
    page = family.version("sv").get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()


def by_hand(family: Family, code: str) -> Page:
    """A version that wagtail-localize does not know, with a draft."""
    family.edition.copy_for_translation(locale(code), copy_parents=True)
    page = family.version(code)
    page.title = f"By hand {code}"
    page.save_revision()
    return page


def translation(code: str = "en") -> Translation:
    return Translation.objects.get(target_locale=locale(code))


def state(family: Family) -> Any:
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "title", "last_published_at")),
        Publication.objects.count(),
        Revision.objects.filter(approved_go_live_at__isnull=False).count(),
    )


def synchronised() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    published_in_english(page)
    return page


def stopped() -> Any:
    page = synchronised()
    sync_languages(target(page))
    Translation.objects.update(enabled=False)
    return page


def hand_made() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    version = page.copy_for_translation(english(), copy_parents=True)
    version.title, version.introduction = "By hand", "What we do."
    body = good_body("We reviewed every report, in English.")
    body[0]["value"]["heading"] = "The helpline"
    body[1]["value"]["stats"][0]["value"]["label"] = "reports that were reviewed"
    version.body = body
    version.save_revision().publish()
    sync_languages(target(page))
    return page


def marks(page: Any) -> LanguageVersion:
    return LanguageVersion.objects.get(page=target(page))


def differences(page: Any) -> set[tuple[str, str]]:
    """Those that are not about the entries that say why a figure was changed."""
    found = {(each["kind"], each["path"]) for each in marks(page).differences}
    return {(kind, path) for kind, path in found if not path.startswith("changes.")}


def figures(page: Any) -> list[str]:
    return [
        str(stat.value["value"])
        for each in page.body
        if each.block_type == "stats"
        for stat in each.value["stats"]
    ]
