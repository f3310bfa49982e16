"""What translators have to do: how each page and snippet stands in each language, counted from its texts.

Every list of it asks here: the home page, the report, mails, the editor, the explorer and the APIs.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Length, Replace
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_user_display_name
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, get_page_models
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from ..content import NAMED
from ..publishing.mixin import is_guarded
from ..publishing.models import Kind, Publication
from ..publishing.people import pages_of
from ..publishing.steps import content_types
from ..quantities import format_date
from ..quantities.formatting import active_language
from ..quantities.periods import other_year
from .aliases import ORIGINAL, with_originals
from .localized import translations_to

_SEGMENT = "source__stringsegment"
_MACHINE = Q(row__translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
_MEMORY = Q(row__state__from_memory=True) & ~_MACHINE
# What a person can be asked about a text, each as one of the doubts has it.
_DOUBTS = {
    "stale": Q(row__state__since__isnull=False),
    "machine": _MACHINE,
    "memory": _MEMORY & Q(is_confirmed=False),
    "faulty": Q(faults__contains='"certain": true'),
    "unsure": Q(faults__contains='"certain": false', is_confirmed=False),
    "invalid": Q(row__has_error=True),
}
_IS_VERSION = "results_is_version"
# Of those that the APIs have.
_IN_API = ("total", "translated", "stale", "machine", "memory", "faulty", "doubtful")


@dataclass(slots=True)
class Standing:
    """How a page or snippet stands in one language: its texts, and the words of their sources, by state.

    The states are "total", "translated", "missing", the doubts, and "doubtful": those with any doubt.
    `item` is the page of `translated_pages`, or the snippet; `translation_id` is None for what
    wagtail-localize does not make.
    """

    item: Any
    locale: Any
    translation_id: int | None = None
    is_in_work: bool = False
    texts: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    source_language: str = ""
    since: datetime | None = None
    last_translated_at: datetime | None = None
    # The keys of who submitted it, as far as is known, and who translated last; after `with_people`
    # their names.
    asked_by: Any = None
    last_translator: Any = None

    @property
    def title(self) -> str:
        named = getattr(self.item, "get_admin_display_title", self.item.__str__)
        return str(named())

    @property
    def is_alias(self) -> bool:
        """Whether it shows its source."""
        return getattr(self.item, ORIGINAL, None) is not None

    @property
    def source_newer(self) -> bool:
        """Whether the source has been published and the page has not followed yet."""
        return getattr(self.item, "source_newer", False)

    @property
    def differing(self) -> int:
        return getattr(self.item, "differing", 0)

    @property
    def live(self) -> bool:
        return getattr(self.item, "live", True)

    @property
    def has_work(self) -> bool:
        """Whether anything is to be translated, confirmed or compared."""
        texts = self.texts["missing"] or self.texts["doubtful"] or self.source_newer
        return bool(self.differing or (self.is_in_work and texts))

    @property
    def summary(self) -> str:
        """It in a few words: "41 of 42 translated, 1 missing (3 words), 2 to review"."""
        if self.is_alias and not self.has_work:
            return _("Not translated: shows its source")
        if not self.is_in_work:
            parts = [_("Stopped") if self.translation_id else _("By hand")]
            return ", ".join([*parts, *differences_of(self.item)])
        parts = [_("%(translated)d of %(total)d translated") % self.texts]
        if self.texts["missing"]:
            words = ngettext("%(missing)d word", "%(missing)d words", self.words["missing"])
            counts = {"count": self.texts["missing"], "words": words % self.words}
            parts.append(_("%(count)d missing (%(words)s)") % counts)
        if doubtful := self.texts["doubtful"]:
            parts.append(
                ngettext("%(count)d to review", "%(count)d to review", doubtful)
                % {"count": doubtful}
            )
        if self.source_newer:
            parts.append(_("source is newer"))
        return ", ".join([*parts, *differences_of(self.item)])

    @property
    def background(self) -> str:
        """Since when there is something to do, and who asked for it, as far as is known."""
        day = self.since and format_date(localtime(self.since).date(), active_language())
        parts = [
            _("since %(day)s") % {"day": day} if day else "",
            _("asked for by %(name)s") % {"name": self.asked_by} if self.asked_by else "",
        ]
        return ", ".join(filter(None, parts))

    @property
    def strings_url(self) -> str:
        """The URL of the texts of a page, "" without any, or where the translation is stopped."""
        if not self.is_in_work or not isinstance(self.item, Page):
            return ""
        return reverse("results_translation:strings", args=[self.translation_id])

    @property
    def differences_url(self) -> str:
        """The URL of the page's differences, "" for one that was never compared."""
        if self.is_alias or not hasattr(self.item, "language_version"):
            return ""
        return reverse("results_admin:language_differences", args=[self.item.pk])

    def differences_url_for(self, user: Any) -> str:
        """Return the same for who may decide about differences, "" for others."""
        may = self.differences_url and self.item.permissions_for_user(user).can_publish()
        return self.differences_url if may else ""

    def url_for(self, user: Any) -> str:
        """Return the URL of the screen on which the user does what there is to do, "" without any."""
        differences = self.differences_url_for(user)
        is_of_texts = self.texts["missing"] or self.texts["doubtful"] or not self.differing
        found = (self.strings_url or differences) if is_of_texts else differences
        return found or AdminURLFinder(user).get_edit_url(self.item) or ""


def translated_pages() -> Any:
    """Return every page of our types in a language that it was not written in; one query.

    Each page has `differing` (see `LanguageVersion.to_look_at`), `translation_id` (None for a page
    that is none of wagtail-localize's), `is_in_work`, `source_newer` and `results_original_id` (set
    for whatever is treated as an alias).
    """
    translation = translations_to()
    first_language = Q(locale__language_code=_first_language())
    siblings = Page.objects.filter(first_language, translation_key=OuterRef("translation_key"))
    return (
        with_originals(Page.objects.filter(content_type__in=content_types()))
        .annotate(
            translation_id=Subquery(translation.values("pk")[:1]),
            differing=Coalesce("language_version__to_look_at", 0),
            is_in_work=Exists(translation.filter(enabled=True)),
            source_newer=Exists(_published_since_followed()),
        )
        .filter(
            Q(translation_id__isnull=False)
            | (~first_language & (Q(alias_of__isnull=False) | Exists(siblings)))
        )
        .select_related("locale", "language_version")
    )


def _first_language() -> str:
    # As `Locale.get_default()` has it, without a query.
    code: str = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return code


def _published_since_followed() -> Any:
    # Not by the page's own time: a revision may be published after its content has become public.
    published = Publication.objects.filter(
        kind=Kind.PUBLISHED,
        translation_key=OuterRef("object_id"),
        language_code=OuterRef("locale__language_code"),
        created_at__gt=OuterRef("last_updated_at"),
    )
    return TranslationSource.objects.filter(
        Exists(published),
        object_id=OuterRef("translation_key"),
        translations__target_locale_id=OuterRef("locale_id"),
        translations__enabled=True,
    )


def standing_of_pages(pages: Any) -> list[Standing]:
    """Return how these pages of `translated_pages` stand, in their order."""
    return counted(
        [Standing(each, each.locale, each.translation_id, each.is_in_work) for each in pages]
    )


def standing_of(translations: Any) -> list[Standing]:
    """Return how translations of anything stand that is there; a query for each kind of thing."""
    translations = list(translations)
    keys: dict[int, set[Any]] = {}
    for each in translations:
        keys.setdefault(each.source.specific_content_type_id, set()).add(each.source.object_id)
    items = {}
    for kind, wanted in keys.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        found = model._default_manager.filter(translation_key__in=wanted) if model else ()
        items.update({(item.translation_key, item.locale_id): item for item in found})
    rows = [
        (items.get((each.source.object_id, each.target_locale_id)), each) for each in translations
    ]
    return counted(
        [Standing(item, each.target_locale, each.pk, each.enabled) for item, each in rows if item]
    )


def standing_of_snippets(user: Any) -> list[Standing]:
    """Return how each translation stands of anything but pages that the user may edit."""
    pages = ContentType.objects.get_for_models(*get_page_models()).values()
    found = Translation.objects.exclude(source__specific_content_type__in=pages)
    finder = AdminURLFinder(user)
    rows = standing_of(found.select_related("source", "target_locale"))
    return [each for each in rows if finder.get_edit_url(each.item)]


def languages_of(pages: Iterable[Page]) -> dict[Any, list[Standing]]:
    """Return how these pages stand in their languages, by translation key; a few queries for all."""
    found: dict[Any, list[Standing]] = {}
    keys = {page.translation_key for page in pages if is_guarded(page)}
    rows = translated_pages().filter(translation_key__in=keys).order_by("locale_id") if keys else []
    for row in standing_of_pages(rows):
        found.setdefault(row.item.translation_key, []).append(row)
    return found


def work_of(user: Any) -> list[Standing]:
    """Return the pages and snippets with work that the user may do, the most pressing first."""
    mine = translated_pages().filter(pk__in=pages_of(user, ["change"]).values("pk"))
    rows = [*standing_of_pages(mine), *standing_of_snippets(user)]
    names = ("faulty", "stale", "doubtful", "missing")

    def pressing(row: Standing) -> tuple[Any, ...]:
        return (not row.source_newer, *(-row.texts[name] for name in names), row.title)

    return sorted((row for row in rows if row.has_work), key=pressing)


def with_people(rows: list[Standing]) -> list[Standing]:
    """Set the names of who asked for the rows and who translated last, and return them; one query."""
    keys = {key for row in rows for key in (row.asked_by, row.last_translator) if key}
    people = get_user_model()._default_manager.in_bulk(keys) if keys else {}
    names = {key: get_user_display_name(person) for key, person in people.items()}
    for row in rows:
        row.asked_by, row.last_translator = map(names.get, (row.asked_by, row.last_translator))
    return rows


def with_versions(pages: Any) -> Any:
    """Annotate whether each page is one of `translated_pages`."""
    rows = translated_pages().filter(pk=OuterRef("pk"))
    return pages.annotate(**{_IS_VERSION: Exists(rows)})


def counts_of(page: Any) -> dict[str, Any] | None:
    """Return the texts of a page by state, and what its source is; None for a source."""
    is_version = page.__dict__.get(_IS_VERSION, True)
    rows = languages_of([page]).get(page.translation_key, ()) if is_version else ()
    for row in rows:
        if row.item.pk == page.pk:
            return {
                **{name: row.texts[name] for name in _IN_API},
                "source_newer": row.source_newer,
                # A page by hand is a version of that in the site's first language.
                "source_language": row.source_language or _first_language(),
            }
    return None


def differences_of(page: Any) -> list[str]:
    """Return in a few words how a public page differs from its source, besides its strings."""
    version = getattr(page, "language_version", None)
    if version is None:
        return []
    counts = (
        (ngettext_lazy("%(count)d older", "%(count)d older", "count"), len(version.older_by_hand)),
        (
            ngettext_lazy("%(count)d not translated", "%(count)d not translated", "count"),
            len(version.untranslated) if version.by_hand else 0,
        ),
        (
            ngettext_lazy("%(count)d differs", "%(count)d differ", "count"),
            len(version.unexplained),
        ),
    )
    return [str(text % {"count": count}) for text, count in counts if count]


def counted(rows: list[Standing]) -> list[Standing]:
    """Count the texts of these rows, and return them; two queries, whatever their number."""
    by_key = {row.translation_id: row for row in rows if row.translation_id}
    if not by_key:
        return rows
    texts = _texts_of(by_key)
    for group in _groups(texts):
        _add(by_key[group["pk"]], group)
    # Those that name another year than their page, which no database can tell.
    named = texts.annotate(
        text=F("row__data"),
        path=F(f"{_SEGMENT}__context__path"),
        is_doubtful=Case(When(reduce(or_, _DOUBTS.values()), then=Value(1)), default=Value(0)),
        content=Cast("source__content_json", models.JSONField()),
    ).filter(path__in=NAMED, is_doubtful=0, is_confirmed=False)
    days = KT("content__period_start"), KT("content__period_end")
    for key, text, start, end in named.values_list("pk", "text", *days):
        if text and start and end and other_year(text, range(int(start[:4]), int(end[:4]) + 1)):
            by_key[key].texts["doubtful"] += 1
    return rows


def _texts_of(keys: Collection[int | None]) -> Any:
    """Return a row for each text of these translations, with its own translation as `row`."""
    path = f"{_SEGMENT}__string__translations"
    at_its_place = {
        f"{path}__context": F(f"{_SEGMENT}__context"),
        f"{path}__locale": F("target_locale"),
    }
    row = models.FilteredRelation(path, condition=Q(**at_its_place))
    return (
        Translation.objects.filter(pk__in=keys)
        .annotate(row=row)
        .alias(
            faults=Cast("row__state__faults", models.TextField()),
            is_confirmed=Case(
                When(row__state__confirmed=F("row__data"), then=Value(True)), default=Value(False)
            ),
        )
    )


def _groups(texts: Any) -> Any:
    """Return how many texts of each translation are in the same state, by who translated; one query."""
    source = f"{_SEGMENT}__string__data"
    words = Length(source) - Length(Replace(source, Value(" "))) + 1
    logs = TranslationLog.objects.filter(
        source=OuterRef("source"), locale=OuterRef("target_locale")
    ).order_by("created_at")
    states = {
        name: Case(When(doubt, then=Value(1)), default=Value(0)) for name, doubt in _DOUBTS.items()
    }
    open_since = Case(
        When(_DOUBTS["stale"], then=F("row__state__since")),
        When(_MACHINE | _DOUBTS["memory"], then=F("row__created_at")),
        When(row__isnull=True, then=F("source__last_updated_at")),
    )
    return texts.values(
        "pk",
        **states,
        asked_by=Subquery(logs.values("revision__user")[:1]),
        translator=F("row__last_translated_by"),
        language=F("source__locale__language_code"),
        missing=Case(When(row__isnull=True, then=Value(1)), default=F("invalid")),
    ).annotate(
        number=models.Count(_SEGMENT),
        words=models.Sum(words),
        since=models.Min(open_since),
        translated_at=models.Max("row__updated_at", filter=~(_MACHINE | _MEMORY)),
    )


def _add(row: Standing, group: dict[str, Any]) -> None:
    states = ["total", *(name for name in (*_DOUBTS, "missing") if group[name])]
    states += [] if group["missing"] else ["translated"]
    states += ["doubtful"] if any(group[name] for name in _DOUBTS) else []
    for name in states:
        row.texts[name] += group["number"]
        row.words[name] += group["words"] or 0
    row.source_language, row.asked_by = group["language"], group["asked_by"]
    row.since = min(filter(None, (row.since, group["since"])), default=None)
    moment, last = group["translated_at"], row.last_translated_at
    if moment and group["translator"] and not group["stale"] and (last is None or moment > last):
        row.last_translated_at, row.last_translator = moment, group["translator"]
