"""Whether a translation may go public: what a person has to translate, to confirm or to give a reason for."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from wagtail.log_actions import LogFormatter, log
from wagtail_localize.models import Translation

from ..conf import setting
from ..content import EditionContent
from ..context import during
from ..issues import Issue, Stage
from ..languages.localized import (
    ScheduledTranslation,
    goes_along_untouched,
    is_untouched,
    translation_to,
)
from ..rules import rule
from ..rules.plausibility import NAMES_OTHER_YEAR
from .proofs import Fault
from .strings.doubts import Doubt, TranslatedString, strings_of
from .strings.usable import without_controls

# Those of the issues below.
CODES = frozenset({"untranslated", "unconfirmed", "other_year"})
ACTION = "results.translation.faults"
LONGEST_REASON = 1000  # letters, as the fields of the forms allow

_OPEN = {
    Doubt.MISSING: ngettext_lazy(
        "%(count)d of %(total)d texts is not translated.",
        "%(count)d of %(total)d texts are not translated.",
        "count",
    ),
    Doubt.MEMORY: ngettext_lazy(
        "%(count)d text comes from last year or from the translation memory, and nobody has "
        "confirmed it.",
        "%(count)d texts come from last year or from the translation memory, and nobody has "
        "confirmed them.",
        "count",
    ),
    Doubt.OTHER_YEAR: ngettext_lazy(
        "%(count)d text names another year than the page.",
        "%(count)d texts name another year than the page.",
        "count",
    ),
}

_accepted: ContextVar[bool] = ContextVar("results_accepts_untranslated", default=False)
_reason: ContextVar[str] = ContextVar("reason_to_publish", default="")


def accepting_untranslated(accepted: bool = True) -> AbstractContextManager[None]:
    """Let translations go public within although texts of them are not translated."""
    return during(_accepted, accepted)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is open in a translation: texts that are missing, taken over, or of another year; and its faults.

    Where the site publishes texts that are not translated (`PUBLISH_UNTRANSLATED`), none is missing.
    """

    total: int
    missing: int
    unconfirmed: int
    other_year: list[TranslatedString]
    faulty: list[TranslatedString]

    @classmethod
    def of(cls, translation: Translation, *, goes_public: bool = True) -> "Readiness":
        """Count the texts of a translation; of one that is public, nothing is open but its faults."""
        strings = strings_of(translation)
        asked = strings if goes_public else []
        return cls(
            len(strings),
            0
            if setting("PUBLISH_UNTRANSLATED")
            else sum(string.row is None or string.row.has_error for string in asked),
            sum(Doubt.MEMORY in string.doubts for string in asked),
            [string for string in asked if Doubt.OTHER_YEAR in string.doubts],
            faulty_among(strings),
        )

    @property
    def is_refused(self) -> bool:
        """Whether texts are to be confirmed or changed before anybody can publish."""
        return bool(self.unconfirmed or self.other_year)

    @property
    def is_asked(self) -> bool:
        """Whether a person is to be asked."""
        return bool(self.missing or self.is_refused)

    @property
    def sentences(self) -> dict[str, str]:
        """What is open in words, by the doubt that the screen of texts can be narrowed to."""
        counts = {
            Doubt.MISSING: self.missing,
            Doubt.MEMORY: self.unconfirmed,
            Doubt.OTHER_YEAR: len(self.other_year),
        }
        return {
            doubt.value: str(_OPEN[doubt] % {"count": count, "total": self.total})
            for doubt, count in counts.items()
            if count
        }


def readiness_of(page: Any, translation: Translation) -> Readiness:
    """Return what is open in the translation that produces a page, as readers see that now."""
    return Readiness.of(translation, goes_public=not page.live or is_untouched(page))


@rule(refuses=Stage.GOING_PUBLIC)
def readiness(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for each reason why a translation that is not public may not become so.

    Texts that are not translated refuse nothing where a person has accepted them, now or when the
    time was set.
    """
    page = content.page
    translation = translation_to(page)
    if translation is None or goes_along_untouched(page):
        return
    found = Readiness.of(translation)
    said = found.sentences
    if found.missing and not _is_accepted(page):
        how = _("Publish from the screen “Texts”, which asks about them.")
        yield unready(f"{said[Doubt.MISSING]} {how}", "untranslated")
    if found.unconfirmed:
        yield unready(said[Doubt.MEMORY], "unconfirmed")
    for string in found.other_year:
        said_year = NAMES_OTHER_YEAR % {"year": string.other_year}
        yield unready(said_year, "other_year", string.path)


def unready(message: str, code: str, path: tuple[str, ...] = ()) -> Issue:
    """Return an error that a translation may have while readers do not see it."""
    return Issue(message, code, path, stage=Stage.GOING_PUBLIC)


def _is_accepted(page: Any) -> bool:
    # Whoever set the time was asked then.
    times = ScheduledTranslation.objects.filter(revision=page.live_revision_id)
    return _accepted.get() or times.exists()


def publishing_because(reason: str) -> AbstractContextManager[None]:
    """Record this reason for everything that is published within."""
    return during(_reason, reason)


def reason_in(request: HttpRequest) -> str:
    """Return the reason given in the request's form, "" for none."""
    return without_controls(request.POST.get("reason", ""))[:LONGEST_REASON].strip()


def faulty_among(strings: Iterable[TranslatedString]) -> list[TranslatedString]:
    """Return those with a certain fault that a publication would show, each once."""
    shown = {string.row.pk: string for string in strings if string.row and not string.row.has_error}
    return [string for string in shown.values() if string.state.certain]


def log_faults(page: Any, strings: Iterable[TranslatedString], user: Any, revision: Any) -> None:
    """Log in the page's history that it was published with faults, and why."""
    faults = [
        {"path": string.segment.context.path, "fault": asdict(each)}
        for string in faulty_among(strings)
        for each in string.state.certain
    ]
    if not faults:
        return
    data = {"reason": _reason.get(), "faults": faults}
    log(page, ACTION, user=user, revision=revision, data=data)


class FaultsFormatter(LogFormatter):
    """Log entries of translations that were published with differences."""

    label = gettext_lazy("Published with differences from the source")

    def format_message(self, log_entry: Any) -> str:
        number = len(log_entry.data.get("faults", []))
        return ngettext(
            "Published with %(count)d difference from the source",
            "Published with %(count)d differences from the source",
            number,
        ) % {"count": number}

    def format_comment(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason") or _("No reason was given.")
        messages = [Fault(**each["fault"]).message for each in log_entry.data.get("faults", [])]
        return " ".join([reason, *messages])
