"""Whom a site asks for figures besides the rules: each proposes, and what it proposes is kept with the document."""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from threading import Thread
from time import monotonic
from typing import Any, Protocol

from django.db import connections
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..conf import setting
from .document import Document, Suggestion

logger = logging.getLogger(__name__)

# Of all of them together, since a person waits.
SECONDS = 20.0
# Of one: as many as somebody looks through.
MOST = 200


class Suggester(Protocol):
    """What a setting names by its dotted path: a class that is made without arguments.

    `name` is who proposes, as the review says it.
    """

    name: str

    def suggest(self, document: Document) -> Iterable[Suggestion]:
        """Return figures of the document, or labels and roles for those that the rules find."""


def ask(document: Document) -> None:
    """Keep with the document what each suggester of the site proposes; a notice tells of one that failed."""
    asked = [_Asking(path, document) for path in setting("IMPORT_SUGGESTERS")]
    until = monotonic() + SECONDS
    for each in asked:
        each.start()
    for each in asked:
        each.join(max(0.0, until - monotonic()))
        if each.found is not None:
            document.suggestions += each.found
            continue
        text = _("%(name)s could not be asked for figures. What the rules have found stands.")
        document.notices.append(text % {"name": each.who})


class _Asking(Thread):
    """One that is being asked, in the language of its person; `found` is None until it has answered in full."""

    def __init__(self, path: str, document: Document) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.document = document
        self.language = translation.get_language()
        self.who = _("A program of the site")
        self.found: list[Suggestion] | None = None

    def run(self) -> None:
        """Ask; a fault is logged."""
        try:
            with translation.override(self.language):
                suggester: Suggester = import_string(self.path)()
                self.who = str(suggester.name)
                proposed = islice(suggester.suggest(self.document), MOST)
                self.found = [self._kept(each) for each in proposed]
        except Exception:
            logger.exception("%s could not be asked for figures", self.path)
        finally:
            connections.close_all()

    def _kept(self, suggestion: Any) -> Suggestion:
        """Return it as text, with who proposes it. Raises TypeError for anything else."""
        told = {name: str(value or "") for name, value in asdict(suggestion).items()}
        return Suggestion(**{**told, "by": self.who})
