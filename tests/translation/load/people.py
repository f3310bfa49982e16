"""An editor who publishes a source, and a translator who saves its strings, without pause."""

import re
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup

from tests.cms.load import form_of, sign_in

TIMEOUT = 60

# Run by `manage.py shell` in the site, after the content of tests.cms.load: one line for each
# edition, with the numbers that its people need.
SUBMISSION = """
from wagtail.models import GroupPagePermission
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

en = Locale.objects.create(language_code="en")
for edition in ResultsPage.objects.order_by("pk"):
    edition.introduction = "Vad vi gjorde."
    edition.save_revision().publish()
    translate_object(edition, [en])
    translation = Translation.objects.get(source__object_id=edition.translation_key)
    for segment in StringSegment.objects.filter(source=translation.source):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=en,
            defaults={"data": f"{segment.string.data} [en]", "translation_type": "manual", "tool_name": ""},
        )
    translation.save_target()
    english = edition.get_translation(en)
    introduction = StringSegment.objects.get(
        source=translation.source, context__path="introduction"
    )
    print("READY", edition.pk, english.pk, translation.pk, introduction.pk)
"""


@dataclass
class Edition:
    """The keys of an edition, its translation, and the string that is translated again and again."""

    page: int
    english: int
    translation: int
    introduction: int


@dataclass
class Ledger:
    """What was acknowledged, and what went wrong."""

    published: int = 0
    saved: int = 0
    decided: int = 0
    introduction: str = ""
    value: str = ""
    mistakes: list[str] = field(default_factory=list)


def edit(address: str, edition: Edition, ledger: Ledger, stop: threading.Event) -> None:
    """Publish another title and another figure, in the same block, again and again."""
    session = sign_in(address)
    url = f"{address}/admin/pages/{edition.page}/edit/"
    while not stop.is_set():
        number = ledger.published + 1
        form: dict[str, Any] = form_of(session, url, f"Utgåva i läge {number}")
        form |= {"introduction": "Vad vi gjorde.", "body-0-value-value": str(1000 + number)}
        answer = session.post(url, form, allow_redirects=False, timeout=TIMEOUT)
        if answer.status_code != 302:
            ledger.mistakes.append(f"publishing: {answer.status_code}")
            continue
        if "/results/changes/" in answer.headers["Location"]:
            _say_why(session, urljoin(address, answer.headers["Location"]))
        ledger.published, ledger.value = number, str(1000 + number)


def _say_why(session: requests.Session, screen: str) -> None:
    """Answer the screen that asks why a published figure has changed."""
    page = session.get(screen, timeout=TIMEOUT).text
    form = dict(re.findall(r'name="(csrfmiddlewaretoken|[^"]+-seen)" value="([^"]*)"', page))
    for name in [name for name in form if name.endswith("-seen")]:
        figure = name.removesuffix("seen")
        form |= {f"{figure}kind": "revision", f"{figure}reason": "Example data."}
    answer = session.post(screen, form, allow_redirects=False, timeout=TIMEOUT)
    assert answer.status_code == requests.codes.found, answer.text


def translate(address: str, edition: Edition, ledger: Ledger, stop: threading.Event) -> None:
    """Save a string in wagtail-localize's editor, then decide on the title on the screen of texts."""
    session = sign_in(address)
    strings = f"{address}/admin/localize/translate/{edition.translation}/strings"
    screen = f"{address}/admin/results/translations/{edition.translation}/strings/"
    while not stop.is_set():
        text = f"What we did, version {ledger.saved + 1}."
        answer = session.put(
            f"{strings}/{edition.introduction}/edit/",
            {"value": text},
            headers={"X-CSRFToken": session.cookies["csrftoken"] or "", "Referer": address},
            timeout=TIMEOUT,
        )
        if answer.status_code in {200, 201}:
            ledger.saved, ledger.introduction = ledger.saved + 1, text
        else:
            ledger.mistakes.append(f"saving: {answer.status_code}")
        _decide(session, screen, ledger)


def _decide(session: requests.Session, screen: str, ledger: Ledger) -> None:
    page = session.get(screen, timeout=TIMEOUT)
    if page.status_code != 200:
        ledger.mistakes.append(f"the screen: {page.status_code}")
        return
    form = BeautifulSoup(page.text, "html.parser").select_one(
        '.results-string form:has(input[name="path"][value="title"])'
    )
    if form is None:
        return
    data = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    number = ledger.decided + 1
    source = re.search(r"läge (\d+)", page.text)
    data["text"] = f"Edition in state {source[1] if source else 0}, version {number}"
    answer = session.post(screen, data, timeout=TIMEOUT)
    if answer.status_code != 200:
        ledger.mistakes.append(f"deciding: {answer.status_code}")
    elif "Sparat." in answer.text or "Saved." in answer.text:
        ledger.decided = number
