"""The demo as a test loads it, and as a visitor meets it."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command

import pytest

from home.demo.loading import load
from home.demo.swedish_body import REVIEWED
from tests import database

PASSWORD = "correct horse battery staple"
SWEDISH = "/resultat/2016/"
ENGLISH = "/en/results/2016/"
# What shows an invented figure says so.
EXAMPLES = {
    "/resultat/2015/": "exempeldata",
    "/resultat/2017/": "exempeldata",
    "/en/results/2015/": "example data",
    "/en/results/2017/": "example data",
}
PAGES = (
    "/",
    "/resultat/",
    "/om-ecpat-sverige/",
    "/nordiskt-forum/",
    "/ecpat-hotline/",
    "/remissyttranden/",
    "/tillganglighetsredogorelse/",
    SWEDISH,
    "/en/",
    "/en/results/",
    "/en/about-ecpat-sweden/",
    "/en/nordic-forum/",
    "/en/ecpat-hotline/",
    "/en/consultation-responses/",
    "/en/accessibility-statement/",
    ENGLISH,
    *EXAMPLES,
)


# A figure, with its card.
FIGURES = tuple(
    f"{edition}{word}/{REVIEWED}/{below}"
    for edition, word, card in ((SWEDISH, "figurer", "kort/"), (ENGLISH, "figures", "card/"))
    for below in ("", card)
)


def load_demo(password: str = PASSWORD) -> str:
    """Run the command as `make demo` does; what it printed."""
    output = StringIO()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DEMO_PASSWORD", password)
        call_command("load_demo", stdout=output)
    return output.getvalue()


def bring_demo(media: Path) -> None:
    """Bring the database to the loaded demo, and its files into the folder; see `bring_kept`.

    Ctrl-C has stopped the load twice, and it was taken up where it had stopped: all that is asked of
    it holds nevertheless. `make demo` loads one without a stop.
    """

    def build() -> None:
        for last in ("Pictures", "Translated: Nordic Forum"):
            with pytest.raises(KeyboardInterrupt):
                load(PASSWORD, interrupting(last))
        load_demo()

    shutil.copytree(database.bring_kept("demo", build), media, dirs_exist_ok=True)


def interrupting(last: str) -> Callable[[str], None]:
    """Listens to the load and presses Ctrl-C when it hears of the step that begins like this."""

    def say(text: str) -> None:
        if text.startswith(last):
            raise KeyboardInterrupt

    return say
