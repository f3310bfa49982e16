"""Addresses below a page, those of figures and indicators, and what other apps add to a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.urls.resolvers import RoutePattern
from django.utils import translation
from django.utils.translation import pgettext

from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from ..content import EditionContent
from ..issues import Issue, Stage
from ..publishing import PublishingMixin
from ..publishing.people import OPEN, is_public
from ..reading import PageReading
from ..reading.provenance import translation_facts
from ..rules import errors_of

View = Callable[..., "HttpResponseBase"]


class _Registered(NamedTuple):
    view: View
    public_only: bool


_views: dict[tuple[type, str], _Registered] = {}


def register_address(name: str, view: View, *, model: type, public_only: bool = False) -> None:
    """Have `view(request, page)` answer at `name/` below every page built on `model`.

    Call it in `ready()`. `name` is made of letters, digits and hyphens, or is a route as Django's
    `path()` takes it, "figures/<uuid:figure>"; the view gets what that captures by name. A file such
    as "data.csv" has no slash behind it, and needs `results.urls`. When the view is called, the page
    is live and its view restrictions are passed; with `public_only` there is nothing below a page
    that has any. Raises ValueError if another view has the name.
    """
    registered = _Registered(view, public_only)
    if _views.setdefault((model, name), registered) != registered:
        raise ValueError(f"There is another view at {name!r} below {model.__name__}.")


def registered_views() -> Iterator[View]:
    """Yield the view of each address that is registered."""
    for registered in _views.values():
        yield registered.view


@lru_cache(maxsize=100)
def _pattern(name: str) -> RoutePattern:
    return RoutePattern(f"{name}/", is_endpoint=True)


def address_below(page: Any, name: str, request: HttpRequest | None = None) -> str:
    """Return the absolute URL of `name` below any page; "" when nothing answers there."""
    model = page.specific_class or Page
    names = [known for base, known in _views if issubclass(model, base)]
    if not issubclass(model, ResultsMixin) or name not in names:
        return ""
    is_file = "." in name
    if is_file and not are_files_served():
        return ""
    own = page.get_full_url(request)
    return f"{own.rstrip('/')}/{name}{'' if is_file else '/'}" if own else ""


def are_files_served() -> bool:
    """Whether the site includes `results.urls`, without which no address of a file answers."""
    return bool(path_of("results_file", "data.csv"))


class ResultsMixin(PublishingMixin):
    """What editions and index pages have in common; they also answer at the addresses registered."""

    class Meta:
        abstract = True

    def address_of(self, name: str, request: HttpRequest | None = None) -> str:
        """Return the absolute URL of `name` below this page; "" when nothing answers there."""
        return address_below(self, name, request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to the page or to one of its extra addresses."""
        registered, captured = self.answer_at(path_components) if self.live else (None, {})
        if registered is None:
            return self.route_below(request, path_components)
        own: RouteResult = super().route(request, [])
        if registered.public_only and not is_public(self):
            raise Http404
        answer = {"answer": registered.view, "captured": captured}
        return RouteResult(own.page, own.args, {**own.kwargs, **answer})

    def answer_at(self, path_components: list[str]) -> tuple[_Registered | None, dict[str, Any]]:
        """Return what is registered at an address below the page, or None, and what that captures."""
        path = "/".join([*path_components, ""])
        for (model, name), registered in _views.items():
            match = _pattern(name).match(path) if isinstance(self, model) else None
            if match:
                return registered, match[2]
        return None, {}

    def route_below(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to the page, or to a page below it."""
        return super().route(request, path_components)

    def get_view_restrictions(self) -> Any:
        """Return what keeps readers out; none, and no query, where `with_openness` has asked."""
        if self.__dict__.get(OPEN):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve(
        self,
        request: HttpRequest,
        *args: Any,
        answer: View | None = None,
        captured: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> HttpResponseBase:
        """Serve the page or, with `answer`, what is captured at one of its extra addresses."""
        if answer is not None:
            return answer(request, self, **(captured or {}))
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return what the hook `before_serve_preview` answers, or else Wagtail's preview of the draft."""
        for answer in hooks.get_hooks("before_serve_preview"):
            elsewhere: HttpResponse | None = answer(self, request)
            if elsewhere is not None:
                return elsewhere
        return super().serve_preview(request, mode_name)

    translation = property(translation_facts)

    def read_content(self) -> EditionContent:
        """Return the content that the guard hands on to the rules."""
        return EditionContent(self)

    def get_refusals(
        self,
        content: EditionContent | None = None,
        *,
        publishing: bool,
        goes_public: bool = False,
    ) -> list[Issue]:
        """Return the issues that refuse this save (see `results.rules.errors_of`)."""
        stages = {Stage.SAVING: True, Stage.PUBLISHING: publishing, Stage.GOING_PUBLIC: goes_public}
        asked = [stage for stage, is_asked in stages.items() if is_asked]
        return errors_of(content or EditionContent(self), asked)

    def get_refusals_to_schedule(self) -> list[Issue]:
        """Return what refuses a time to come of a page that readers do not see yet."""
        return [] if self.live else errors_of(self.read_content(), [Stage.GOING_PUBLIC])


_DETAILS = ("wagtailapi:pages:detail", "wagtailapi_v3:detail_page")


def detail_urls(page_id: int) -> list[str]:
    """Return the page's paths in the mounted Wagtail APIs."""
    return [url for name in _DETAILS if (url := path_of(name, page_id))]


def path_of(view: Any, *args: Any) -> str:
    """Return the path of a view, given itself or by name; "" where the site has it nowhere."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""


# Each answers in every language.
FIGURE_WORDS = ("figures", "figurer", "zahlen", "luvut", "tall", "tal")
CARD_WORDS = ("card", "kort", "karte", "kortti")
ROUTE = "<uuid:figure>"


@cache
def _figure_word(language: str) -> str:
    with translation.override(language):
        word = pgettext("address of one figure", "figures")
    return word if word in FIGURE_WORDS else FIGURE_WORDS[0]


def figure_address(url: str, language: str, figure: UUID | str, below: str = "") -> str:
    """Return the URL of a figure below that of its edition, or of something `below` the figure."""
    return f"{url.rstrip('/')}/{_figure_word(language)}/{figure}/{below}"


def card_word(language: str) -> str:
    """Return the last part of the address of a figure's card in a language."""
    with translation.override(language):
        word = pgettext("address of the card of a figure", "card")
    return f"{word if word in CARD_WORDS else CARD_WORDS[0]}/"


def address_in(reading: PageReading, figure: str) -> str:
    """Return the URL of a figure of a page that everybody may read as it is now, else ""."""
    page = reading.page_instance
    if not figure or not isinstance(page, ResultsMixin) or not reading.public_url:
        return ""
    return figure_address(reading.public_url, page.locale.language_code, figure)


# Each answers in every language.
INDICATOR_WORDS = ("indicators", "indikatorer", "indikatoren", "indikaattorit")


def indicator_path(language: str, slug: str) -> str:
    """Return the address of an indicator below an index page in a language."""
    with translation.override(language):
        word = pgettext("address of one indicator", "indicators")
    return f"{word if word in INDICATOR_WORDS else INDICATOR_WORDS[0]}/{slug}/"


def indicator_address(url: str, language: str, slug: str) -> str:
    """Return the URL of an indicator below that of the index page."""
    return f"{url.rstrip('/')}/{indicator_path(language, slug)}"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a visitor can download; `file` is its kind and size, such as "PDF, 1.2 MB".

    `media_type` is that of a file with the figures as data, "" of any other.
    """

    url: str
    label: str
    file: str = ""
    media_type: str = ""


Find = Callable[[Any, "HttpRequest | None"], Download | None]
_finders: list[Find] = []


def register_download(find: Find) -> None:
    """Call `find(page, request)` whenever an edition is shown; it returns None without a file.

    Call it in `ready()`; registering twice has no effect. The active language is the visitor's.
    """
    if find not in _finders:
        _finders.append(find)


def downloads_of(page: Any, request: HttpRequest | None, language: str) -> list[Download]:
    """Return the downloads of an edition, in order of registration; of one as it was none."""
    with translation.override(language):
        return list(filter(None, (find(page, request) for find in _finders if not page.version)))
