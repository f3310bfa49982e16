"""Whom a site asks for figures besides the rules: each proposes, and what it proposes is kept with the document."""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from threading import Thread
from typing import Any, Protocol

from django.db import connections
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..conf import setting
from .document import Document, Suggestion

logger = logging.getLogger(__name__)

# Of one suggester, whose person waits for it.
SECONDS = 20.0
MOST = 1_000


class Suggester(Protocol):
    """What a setting names by its dotted path: a class that is made without arguments.

    `name` is who proposes, as the review says it.
    """

    name: str

    def suggest(self, document: Document) -> Iterable[Suggestion]:
        """Return figures of the document, or labels and roles for those that the rules find."""


def ask(document: Document) -> None:
    """Keep with the document what each suggester of the site proposes; a notice tells of one that failed."""
    for path in setting("IMPORT_SUGGESTERS"):
        suggester: Suggester = import_string(path)()
        # In the language of its person, which the thread does not have.
        name, found = str(suggester.name), list[Suggestion]()
        asking = Thread(target=_ask, args=(suggester, name, document, found), daemon=True)
        asking.start()
        asking.join(SECONDS)
        # One that goes on adds nothing any more.
        said = [*found]
        if asking.is_alive() or None in said:
            document.notices.append(
                _("%(name)s could not be asked for figures. What the rules have found stands.")
                % {"name": name}
            )
        else:
            document.suggestions += said


def _ask(suggester: Suggester, name: str, document: Document, found: list[Any]) -> None:
    """Add its suggestions to `found`, and None after a fault."""
    try:
        for each in islice(suggester.suggest(document), MOST):
            told = {key: str(value or "") for key, value in asdict(each).items()}
            found.append(Suggestion(**{**told, "by": name}))
    except Exception:
        logger.exception("%s could not be asked for figures", name)
        found.append(None)
    finally:
        connections.close_all()
