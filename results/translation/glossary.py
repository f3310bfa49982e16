"""The glossary: agreed translations of terms, and the check against them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale

from .proofs import Fault

# Shorter words have too many others that begin like them.
INFLECTED = 5
_TAGS = re.compile(r"<[^>]*>")


class Term(models.Model):
    """A term with its agreed translation, for one pair of languages.

    The translation of a text with the term must contain one of the lines of `preferred`, or the
    term itself if it is kept, and none of the lines of `forbidden`.
    """

    source_locale = models.ForeignKey(
        Locale, verbose_name=_("from"), on_delete=models.CASCADE, related_name="+"
    )
    target_locale = models.ForeignKey(
        Locale, verbose_name=_("into"), on_delete=models.CASCADE, related_name="+"
    )
    term = models.CharField(
        _("term"), max_length=200, help_text=_("As it stands in the source language.")
    )
    keep = models.BooleanField(
        _("keep as it is"), default=False, help_text=_("A name that is not translated.")
    )
    preferred = models.TextField(
        _("preferred"),
        blank=True,
        default="",
        help_text=_("The translation to use. Several that are allowed: one on each line."),
    )
    forbidden = models.TextField(
        _("forbidden"),
        blank=True,
        default="",
        help_text=_("Translations that must not be used, one on each line."),
    )
    reason = models.TextField(
        _("reason"), blank=True, default="", help_text=_("Why, for translators to read.")
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("term",)
        constraints = (
            models.UniqueConstraint(
                fields=["source_locale", "target_locale", "term"], name="results_term_once"
            ),
        )

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        """Reject an entry that is empty or contradicts itself."""
        if self.source_locale_id and self.source_locale_id == self.target_locale_id:
            raise ValidationError({"target_locale": _("Choose another language than the source.")})
        if self.keep and self.preferred.strip():
            raise ValidationError(
                {"preferred": _("A term that is kept as it is has no other translation.")}
            )
        if not (self.keep or self.preferred.strip() or self.forbidden.strip()):
            raise ValidationError(
                {"preferred": _("Say which translation is preferred or forbidden.")}
            )

    @property
    def allowed(self) -> list[str]:
        """The allowed translations; empty if the entry only forbids some."""
        return [self.term] if self.keep else _lines(self.preferred)

    @property
    def ruled_out(self) -> list[str]:
        return _lines(self.forbidden)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def term_faults(terms: Iterable[Term], source: str, translation: str) -> list[Fault]:
    """Return what is wrong with a translation according to these entries of the glossary.

    A term is found in any case and with an ending of up to three letters; a kept name must be
    repeated exactly. Texts without the term have no faults.
    """
    source, translation = _TAGS.sub("", source), _TAGS.sub("", translation)
    faults = []
    for term in terms:
        if not _pattern(term.term).search(source):
            continue
        if term.keep:
            if term.term not in translation:
                faults.append(Fault("term_kept", term.term, reason=term.reason))
            continue
        allowed = term.allowed
        if allowed and not any(_pattern(word).search(translation) for word in allowed):
            faults.append(Fault("term_missing", term.term, " / ".join(allowed), term.reason))
        used = next((word for word in term.ruled_out if _pattern(word).search(translation)), "")
        if used:
            faults.append(Fault("term_forbidden", term.term, used, term.reason))
    return faults


def places_of(words: Iterable[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a text has each of these words or phrases, as terms are found."""
    for each in words:
        for match in _pattern(each).finditer(text):
            yield *match.span(), each


@lru_cache(maxsize=2048)
def _pattern(words: str) -> re.Pattern[str]:
    ending = r"\w{0,3}" if len(words) >= INFLECTED and words[-1].isalpha() else ""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}{ending}(?!\w)", re.IGNORECASE)
