"""Loading the demo: who does what, in which order.

Each step first checks whether its work is done, so that an interrupted load is resumed, and another
load changes nothing that people have edited.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Locale, Page, Site

from home.demo import english, following, indicators, statement, swedish, years
from home.demo.desk import Desk
from home.demo.people import make_people
from home.demo.pictures import draw
from home.demo.report import Report, make_report
from home.demo.swedish_body import MAIN_POINTS, make_body
from home.demo.translating import Replaceable, TranslationDesk
from home.models import HomePage, InformationPage
from results.admin.groups import MODERATORS, PUBLISHERS, make_groups, translators_group_name
from results.models import Indicator, ResultsIndexPage, ResultsPage

SITE_NAME = "ECPAT Sverige (demo)"

Say = Callable[[str], None]
AnyPage = TypeVar("AnyPage", bound=Page)


class NotEmptyError(Exception):
    """The site has pages that are not the demo's."""


def load(password: str, say: Say) -> None:
    """Load what is missing of the demo; `say` is called with a short text for each step.

    Raises NotEmptyError before anything is changed, and RefusedError when the admin refuses a step.
    """
    _check_empty()
    source, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    target, _ = Locale.objects.get_or_create(language_code="en")
    people = _set_up(source, target, password, say)
    home = _make_site(people["admin"], source, say)
    _make_groups(home)
    editor = Desk(people["editor"])
    _compose(editor, home, say)
    if _edition(2017, target, first_published_at__isnull=False):
        say("The translation is there already; it is left as it is.")
    elif _edition(2015, source):
        _translate(editor, home, people["translator"], target, say)
        _follow(editor, Desk(people["moderator"]), source, say)
        _translate(editor, home, people["translator"], target, say)


def _check_empty() -> None:
    """Refuse a site in use, which would get accounts with a known password."""
    if HomePage.objects.exists():
        return
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or not _is_welcome(site.root_page):
        raise NotEmptyError("This site is in use already; the demo needs an empty one.")


def _is_welcome(page: Page) -> bool:
    """Whether this is the page created by Wagtail's migrations."""
    return page.specific_class is Page and not page.get_descendants().exists()


def _set_up(source: Locale, target: Locale, password: str, say: Say) -> dict[str, User]:
    with transaction.atomic():
        make_groups(HomePage.objects.filter(locale=source))
        people = make_people(password, target)
    say(f"Accounts: {', '.join(people)}")
    return people


@transaction.atomic
def _make_site(admin: User, locale: Locale, say: Say) -> HomePage:
    """Create the home page as root of the default site, instead of Wagtail's welcome page."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        welcome = site.root_page
        root = Page.get_first_root_node()
        home = Desk(admin).write_page(HomePage, root, swedish.HOME, locale=locale.language_code)
        site.site_name = SITE_NAME
        site.root_page = home
        site.save()
        welcome.delete()
        say(f"Home page: {home.title}")
    # Where the demo is served may differ from start to start.
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.hostname = address.hostname or site.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    return home


def _make_groups(home: HomePage) -> None:
    """Create the groups, with permissions on the home page in each existing language."""
    with transaction.atomic():
        make_groups([home])
        # Those who publish results also approve what editors submit.
        approving = Group.objects.filter(name__in=[PUBLISHERS, MODERATORS])
        for task in GroupApprovalTask.objects.filter(active=True):
            task.groups.add(*approving)


def _compose(editor: Desk, home: HomePage, say: Say) -> None:
    """Do the editor's work: information pages, pictures, the report, indicators, two editions."""
    first = _edition(2015, home.locale)
    is_begun = ResultsPage.objects.filter(locale_id=home.locale_id).exists()
    if is_begun and (first is None or _edition(2016, home.locale)):
        say("The editions are there already; each is left as it is.")
        return
    index = _write_once(editor, ResultsIndexPage, home, swedish.INDEX)
    pages = {}
    for values in swedish.INFORMATION:
        pages[values["slug"]] = _write_once(editor, InformationPage, home, values).pk
    say(f"Pages of information: {len(pages)}")
    if not index.ways_to_help:
        ways = {"ways_to_help": swedish.ways_to_help(pages)}
        editor.edit_page(index, {**swedish.INDEX, **ways}, "action-publish")
    _write_once(editor, InformationPage, home, statement.PAGE)
    pictures = {
        name: _picture_once(editor, name, *texts) for name, texts in swedish.PICTURES.items()
    }
    say(f"Pictures: {len(pictures)}")
    report = _report_once(editor, swedish.REPORT)
    language = home.locale.language_code
    followed = {
        values["slug"]: following.indicator_once(editor, values, language)
        for values in indicators.INDICATORS
    }
    say(f"Indicators: {len(followed)}")
    if first is None:
        body = years.make_body_2015(followed)
        first = editor.write_page(
            ResultsPage,
            index,
            {
                **years.EDITION_2015,
                "main_points": years.make_main_points(years.KEYS_2015),
                "body": body,
            },
        )
        say(f"Edition: {first.title}")
    edition = editor.write_page(
        ResultsPage,
        index,
        {
            **swedish.EDITION,
            "main_points": MAIN_POINTS,
            "body": make_body(pictures, pages, followed, report),
            "report": report,
        },
    )
    say(f"Edition: {edition.title}")


def _follow(editor: Desk, moderator: Desk, source: Locale, say: Say) -> None:
    """Have 2017 begun from 2016, filled in from a sheet, published and corrected."""
    before, edition = _edition(2016, source), _edition(2017, source)
    if edition is None:
        share = Indicator.objects.get(slug=indicators.REDEFINED["slug"], locale=source)
        following.redefine(editor, indicators.REDEFINED, share)
        edition = following.begin_next_edition(editor, before)
    if edition.first_published_at is None:
        following.rewrite(editor, edition.get_latest_revision_as_object())
        following.fill_in(editor, edition, years.SHEET_2017)
        following.publish(moderator, edition)
        say(f"Edition: {years.EDITION_2017['title']}")
    edition.refresh_from_db()
    if not edition.changes:
        following.correct(moderator, edition)
        say(f"Corrected: {edition.title}")


def _edition(year: int, locale: Locale, **others: Any) -> Any:
    found = ResultsPage.objects.filter(period_start__year=year, locale=locale, **others)
    return found.order_by("pk").first()


def _write_once(
    editor: Desk, model: type[AnyPage], home: HomePage, values: dict[str, Any]
) -> AnyPage:
    found = model.objects.child_of(home).filter(slug=values["slug"]).first()
    return found or editor.write_page(model, home, values)


def _picture_once(editor: Desk, name: str, title: str, description: str) -> int:
    found = get_image_model().objects.filter(title=title).first()
    return found.pk if found else editor.upload_picture(draw(name), title, description)


def _report_once(editor: Desk, report: Report) -> int:
    found = get_document_model().objects.filter(title=report.title).first()
    return found.pk if found else editor.upload_document(make_report(report), report.title)


def _translate(editor: Desk, home: HomePage, user: User, target: Locale, say: Say) -> None:
    """Have the editor submit every page and the translator translate it."""
    # The edition comes last, so that where it is published, all the others are.
    sources = sorted(
        home.get_descendants(inclusive=True).live().order_by("path").specific(),
        key=lambda page: isinstance(page, ResultsPage),
    )
    for page in sources:
        if not page.has_translation(target):
            editor.submit_for_translation(page, target)
    # Only now is there a page in the language for its translators to have permissions on.
    _make_groups(home)
    _let_translate_indicators(target)
    swedish_report = _edition(2016, home.locale).report_id
    english_report = _report_once(editor, english.REPORT)
    replaced: dict[Replaceable, Any] = {
        **{("slug", source): slug for source, slug in english.SLUGS.items()},
        ("report", swedish_report): english_report,
        ("document", swedish_report): english_report,
    }
    translator = TranslationDesk(user)
    for indicator in Indicator.objects.filter(locale=target):
        if indicator.slug not in english.SLUGS.values():
            missing = translator.translate_indicator(indicator, english.STRINGS, replaced)
            _tell(missing, say)
    for page in sources:
        translation = page.get_translation(target)
        if translation.first_published_at:
            continue
        missing = translator.translate(translation, english.STRINGS, replaced)
        say(f"Translated: {translation.title}")
        _tell(missing, say)


def _tell(missing: list[str], say: Say) -> None:
    for text in missing:
        say(f"  not translated: {text}")


def _let_translate_indicators(target: Locale) -> None:
    group = Group.objects.get(name=translators_group_name(target))
    group.permissions.add(Permission.objects.get(codename="change_indicator"))
