"""Keep the other languages of a page in line with it when it is published, or mark what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.functional import cached_property

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageViewRestriction, Revision

from ..blocks.walking import within_item
from ..conf import has
from ..context import fetching_once
from ..publishing import Publication, Refused
from ..publishing.models import Kind as Change
from ..record.models import source_in
from ..record.versions import LanguageVersion
from .aligning import Alignment
from .comparing import Kind, agree_as_written, compare
from .content import Content, Snippets, content_of
from .rewriting import locked, rewrite

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from .aligning import Words
    from .comparing import Difference

    Texts = Callable[[LanguageVersion, bool], Words]
    TextsOf = Callable[[Any], Mapping[int, Texts]]


# Sent with the `version` after each comparison, in the transaction of that.
compared = Signal()


def no_texts(page: Any) -> Mapping[int, Texts]:
    """Return what is known of the texts of versions where nobody keeps them as strings: nothing."""
    return {}


def follow(publication: Publication, texts_of: TextsOf = no_texts) -> None:
    """Bring the other languages of the publication's page into line; the work of the step.

    `texts_of(page)` has, by locale, what the texts of each version are to be that is made of strings.
    """
    family = family_of(publication.model, publication.translation_key) if publication.model else []
    page = next((each for each in family if each.pk == publication.page_id), None)
    if page is not None:
        publication.page = page
        with fetching_once():
            # What the system has published follows already; to change it again could go on for ever.
            may_change = not publication.by_system
            sync_languages(page, family, texts_of, changes_version=may_change)
    elif publication.page is None:
        _unpublish_orphans(publication)


def sync_languages(
    page: Any,
    family: Sequence[Any] = (),
    texts_of: TextsOf = no_texts,
    *,
    changes_version: bool = True,
) -> None:
    """Bring the language versions of a page, as it is now, into line with their source.

    Each has the source's figures, order, blocks, files and life afterwards, or what it has not is in
    its LanguageVersion. Where the page is a version itself, only that one is looked at, and without
    `changes_version` it is not changed. Wagtail itself sees to aliases; `family` is what `family_of`
    returns. Raises Refused, or another ValidationError, if a version would not be safe; the others are
    in line then, and what that one lacks is marked.
    """
    family = family or family_of(type(page), page.translation_key)
    source, *versions = family
    # It may have been a version of a page that has been deleted since.
    for row in LanguageVersion.objects.filter(page=source.pk):
        # One by one: a statement that deletes nothing would have every stored answer made anew.
        row.delete()
    if page.pk == source.pk and not source.live:
        _unpublish(versions)
    elif failures := follow_page(page.pk, family, texts_of, changes_version=changes_version):
        raise failures[0]


@transaction.atomic
def follow_page(
    page_id: int,
    family: Sequence[Any],
    texts_of: TextsOf = no_texts,
    *,
    changes_version: bool = True,
) -> list[ValidationError]:
    """Bring the versions of one of a family of pages into line with it; return what refused that.

    Where the page is a version itself, it is compared with its source, too. `family` has the source
    first. A page whose strings an app translates is the source of those that are made of them.
    """
    source, *versions = family
    here = next(each for each in family if each.pk == page_id)
    # By locale: that of the page of whose strings a version is made.
    made: dict[int, int] = {}
    if has("translation"):
        from ..languages.localized import made_of

        made = made_of(here)
    texts = texts_of(here)
    by_locale = {each.locale_id: each for each in family}
    failures: list[ValidationError] = []
    for origin in dict.fromkeys((source, here)):
        own = [
            each
            for each in versions
            if by_locale.get(made.get(each.locale_id), source) is origin and here in (origin, each)
        ]
        known = texts if origin is here else {}
        handled = {each.pk: known.get(each.locale_id) for each in own if each.locale_id in made}
        may_change = origin.live and (changes_version or origin is here)
        failures += Comparison(origin).settle(own, handled, may_change=may_change)
    return failures


def family_of(model: Any, translation_key: UUID) -> list[Any]:
    """Return the language versions of pages with this key, the source first; no aliases."""
    return list(source_in(model._default_manager.select_related("locale"), translation_key))


def _unpublish(versions: Iterable[Any]) -> None:
    for version in versions:
        if version.live:
            # A context of its own: Wagtail's history shows one page's entry for each.
            with LogContext():
                UnpublishPageAction(version).execute(skip_permission_checks=True)


def _unpublish_orphans(publication: Publication) -> None:
    """Unpublish the versions of a source that was public, and has been deleted."""
    earlier = Publication.objects.filter(page_id=publication.page_id, pk__lt=publication.pk).first()
    if earlier is None or earlier.kind == Change.UNPUBLISHED:
        return
    rows = LanguageVersion.objects.filter(
        page__translation_key=publication.translation_key,
        page__live=True,
        source_language=publication.language_code,
    )
    _unpublish([row.page.specific for row in rows.select_related("page")])


def _values(row: LanguageVersion) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


class Comparison:
    """A source as it is public, with which its language versions are compared."""

    def __init__(self, source: Any) -> None:
        self.source = source
        self._snippets = Snippets()

    def settle(
        self,
        versions: Sequence[Any],
        texts: Mapping[int, Texts | None],
        *,
        may_change: bool = True,
    ) -> list[ValidationError]:
        """Bring versions into line, compare them, or else their drafts, and keep what differs.

        `texts` has, by its key, what an app knows of the texts of each version that it makes; one of
        which it knows nothing is only compared. Returns what refused to be changed.
        """
        pages = locked(type(self.source), versions)
        rows = {row.page_id: row for row in LanguageVersion.objects.filter(page__in=pages)}
        failures = []
        for version in versions:
            if page := pages.get(version.pk):
                row = rows.get(version.pk) or LanguageVersion(page_id=version.pk)
                failures += self._settle(page, row, texts, may_change)
        return failures

    def _settle(
        self, page: Any, row: LanguageVersion, texts: Mapping[int, Texts | None], may_change: bool
    ) -> list[ValidationError]:
        stored = deepcopy(_values(row))
        self._note_what_was_written(page, row)
        known, is_by_hand = texts.get(page.pk), page.pk not in texts
        # It fetches the snippets, too.
        content = self._content
        alignment = Alignment(self.source, row, self._snippets, page.locale_id, known)
        failures: list[ValidationError] = []
        had, language = row.source_items, page.locale.language_code
        if known or (is_by_hand and may_change):
            self._make_private(page)
            try:
                rewrite(page, alignment.align, partial(alignment.align, is_draft=True))
            except ValidationError as error:
                failures.append(error)
                page.refresh_from_db()
        own = page if page.live else _latest(page)
        if own is not None:
            words = alignment.words.get(not page.live)
            prose = row.prose if words is None else words.left() if failures else words.prose
            compare(
                content,
                content_of(own, self._snippets),
                row,
                prose=None if is_by_hand else prose,
                untranslated=alignment.copied,
                life=list(self._life(own)) if own.live else (),
                language=language,
            )
            if failures:
                # What it has not got yet is still to come.
                row.source_items = had
            if row.pk is None or _values(row) != stored:
                row.save()
            compared.send(LanguageVersion, version=row)
        return failures

    def agree(self, row: LanguageVersion, path: str) -> None:
        """Note that the text or file at a path is right beside what the source has now."""
        theirs = self._content.moving.get(within_item(path))
        if theirs and path in row.agreed:
            row.agreed[path]["source"] = theirs[1].digest
            row.save(update_fields=["agreed"])

    @cached_property
    def _content(self) -> Content:
        return content_of(self.source, self._snippets)

    def _note_what_was_written(self, version: Any, row: LanguageVersion) -> None:
        """Note what was written while nothing was compared: it is right beside the source of then."""
        language = self.source.locale.language_code
        if row.source_language != language:
            # What was agreed with another page says nothing of this one.
            row.source_items, row.agreed, row.older, row.untranslated = [], {}, {}, {}
        row.source_language = language
        states = []
        # An app that has published a page notes how its texts stand, not beside what.
        if version.live and (row.pk is None or not (row.agreed or row.by_hand)):
            states.append((version, version.last_published_at))
        if not version.live or version.has_unpublished_changes:
            states.append((_latest(version), version.latest_revision_created_at))
        for page, written_at in states:
            if page and written_at and (source := self._public_at(written_at)):
                own = content_of(page, self._snippets)
                agree_as_written(source, own, row, is_beside=version.live)

    def _public_at(self, moment: datetime) -> Content | None:
        """The source as it was public at a moment; None where it is as it was, or nobody knows."""
        known = Publication.objects.filter(
            page_id=self.source.pk, kind=Change.PUBLISHED, created_at__lte=moment
        )
        key = known.values_list("revision_id", flat=True).first()
        if key == self.source.live_revision_id:
            return None
        revision = Revision.objects.filter(pk=key).first()
        page = revision and _read(revision)
        return content_of(page, self._snippets) if page else None

    @cached_property
    def _places(self) -> dict[int, str]:
        """The path of the parent in each language in which it has one."""
        above = Page.objects.filter(path=self.source.path[: -self.source.steplen])
        found = Page.objects.filter(translation_key__in=above.values("translation_key"))
        return dict(found.values_list("locale_id", "path"))

    @cached_property
    def _restrictions(self) -> list[tuple[str, PageViewRestriction]]:
        """All restrictions, each with the path of its page: what is below that is private, too."""
        found = PageViewRestriction.objects.select_related("page")
        return [(each.page.path, each) for each in found]

    def _restrictions_of(self, page: Any) -> list[PageViewRestriction]:
        return [each for path, each in self._restrictions if page.path.startswith(path)]

    def _make_private(self, version: Any) -> None:
        """Make a version as private as the source; a restriction that it is under stays."""
        if self._restrictions_of(version):
            return
        for restriction in self._restrictions_of(self.source):
            copy = PageViewRestriction.objects.create(
                page_id=version.pk,
                restriction_type=restriction.restriction_type,
                password=restriction.password,
            )
            copy.groups.set(restriction.groups.all())
            self._restrictions.append((version.path, copy))

    def _life(self, page: Any) -> Iterator[Difference]:
        if not self.source.live and self.source.first_published_at:
            yield Kind.UNPUBLISHED, ""
        if page.expire_at != self.source.expire_at:
            yield Kind.EXPIRY, ""
        if bool(self._restrictions_of(page)) != bool(self._restrictions_of(self.source)):
            yield Kind.PRIVATE, ""
        place = self._places.get(page.locale_id)
        if place is not None and not page.path.startswith(place):
            yield Kind.PLACE, ""


def _latest(page: Any) -> Any:
    """The page as its latest draft has it; None for one that cannot be read."""
    draft = page.get_latest_revision()
    return _read(draft) if draft else page


def _read(revision: Revision) -> Any:
    try:
        return revision.as_object()
    except Refused:
        return None
