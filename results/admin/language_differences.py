"""The screen on which an editor sees where a language version differs from its source, and decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import PageViewRestriction

from ..blocks.walking import is_block_id, walk
from ..publishing.people import still_private, visible_pages
from ..record.versions import LanguageVersion
from ..rules.changes import source_of
from ..rules.places import anchor_at, describe_path
from ..sync import sync_languages
from ..sync.content import own_fields
from ..sync.follow_source import Comparison
from .editions import PageScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from django_stubs_ext import StrOrPromise

Kind = LanguageVersion.Kind
# What an editor may let be so; the others are about the page as a whole.
_IN_THE_CONTENT = {Kind.FIGURE, Kind.MISSING, Kind.EXTRA, Kind.ORDER}


class Row(NamedTuple):
    """One difference: its kind, place, beginning and possible actions."""

    what: StrOrPromise
    place: str
    since: datetime
    url: str = ""
    item: str = ""
    path: str = ""
    is_on_purpose: bool = False
    can_be_taken_over: bool = False
    can_be_confirmed: bool = False
    can_be_opened: bool = False


class LanguageDifferences(PageScreen, TemplateView):
    """Lists the differences of one language version, for whoever may publish it."""

    template_name = "results/admin/language_differences.html"
    page_title = gettext_lazy("Differences from the original")
    header_icon = "wagtail-localize-language"

    def is_open(self, page: Any) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_publish())

    @cached_property
    def source(self) -> Any:
        """The page that this one follows; raises Http404 where there is none."""
        source = source_of(self.page)
        if source is None or not LanguageVersion.objects.filter(page=self.page.pk).exists():
            raise Http404
        return source

    @property
    def version(self) -> LanguageVersion:
        return LanguageVersion.objects.get(page=self.page.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows, the version and its source."""
        said = {"source": self.source, "rows": list(self.rows()), "choices": list(self.choices())}
        return super().get_context_data(**kwargs, **said)

    def rows(self) -> Iterator[Row]:
        """Yield the differing, outdated and untranslated parts of the content."""
        version, may_be_opened = self.version, still_private(self.source, [self.page.pk])
        is_seen = visible_pages(self.request.user).filter(pk=self.source.pk).exists()
        for each in version.differences:
            kind, path = Kind(each["kind"]), each["path"]
            yield Row(
                kind.label,
                self._place(path, self.source if kind is Kind.MISSING and is_seen else self.page),
                datetime.fromisoformat(each["since"]),
                self._url(path),
                item=self._item(kind, path) if version.by_hand else "",
                path=path,
                is_on_purpose=version.is_on_purpose(path),
                can_be_taken_over=kind is Kind.MISSING,
                can_be_opened=kind is Kind.PRIVATE and bool(may_be_opened),
            )
        for path, moments in version.older.items():
            since = min(moments.values(), default=timezone.now().isoformat())
            yield Row(
                _("older than the original"),
                self._place(path),
                datetime.fromisoformat(since),
                self._url(path),
                path=path,
                # Of strings the translator says so.
                can_be_confirmed=path in version.older_by_hand,
            )

    def choices(self) -> Iterator[tuple[str, str]]:
        """Yield the items of a page written by hand in which it may be let differ, and where they are."""
        version = self.version
        if not version.by_hand:
            return
        for field in own_fields(type(self.page)):
            stream = getattr(field, "stream_block", None)
            for node in (
                walk(stream, getattr(self.page, field.name), (field.name,)) if stream else ()
            ):
                item = node.path[-1]
                if is_block_id(item) and item not in version.kept:
                    yield item, describe_path(self.page, node.path)

    def _place(self, path: str, page: Any = None) -> str:
        return describe_path(page or self.page, tuple(path.split("."))) if path else ""

    def _url(self, path: str) -> str:
        anchor = path and anchor_at(self.page, tuple(path.split(".")))
        return f"{self.edit_url}#{anchor}" if path else self.edit_url

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Let the language differ, or no longer; say that something is still right; or open the page."""
        comparison = Comparison(self.source)
        version, item = self.version, request.POST.get("item", "")
        done = _("Done.")
        if "open" in request.GET:
            done = self._show_to_everybody()
        elif "confirm" in request.POST:
            comparison.agree(version, request.POST["confirm"])
        elif is_block_id(item) or item in self._fields():
            self._decide(version, item, request.POST)
        try:
            sync_languages(self.page)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, done)
        return redirect(get_valid_next_url_from_request(request) or request.path)

    def _show_to_everybody(self) -> str:
        if not still_private(self.source, [self.page.pk]):
            return _("Done.")
        for each in PageViewRestriction.objects.filter(page=self.page.pk):
            each.delete(user=self.request.user)
        return _("Everybody can read “%s” now.") % self.page.title

    @staticmethod
    def _item(kind: Kind, path: str) -> str:
        """What may be let differ: the nearest item, or a text of the page itself."""
        ids = [step for step in path.split(".") if is_block_id(step)]
        if ids:
            return ids[-1] if kind in _IN_THE_CONTENT else ""
        return path if kind in {Kind.MISSING, Kind.EXTRA} else ""

    def _fields(self) -> set[str]:
        fields = own_fields(type(self.page))
        return {field.name for field in fields if not hasattr(field, "stream_block")}

    def _decide(self, version: LanguageVersion, item: str, said: QueryDict) -> None:
        if said.get("act") == "keep":
            version.kept[item] = timezone.now().isoformat()
        else:
            version.kept.pop(item, None)
        if said.get("act") == "take":
            # As if the source had got it just now.
            version.source_items = [each for each in version.source_items if each != item]
            if text := version.agreed.get(said.get("path", "")):
                text["source"] = text["own"]
        version.save(update_fields=["kept", "source_items", "agreed"])
