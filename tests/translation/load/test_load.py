"""Two editors publish while two translators save; nobody meets an error and no string is lost."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
import requests
from bs4 import BeautifulSoup

from tests.cms.load import CONTENT, form_of, go_on, sign_in
from tests.publishing.sudden_ends.site import killable_site, wait_until_none

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]
PAIRS, SECONDS, TIMEOUT = 2, 5, 60

# Run by `manage.py shell` in the site, after the content of tests.cms.load: one line for each
# edition, with the numbers that its people need.
SUBMISSION = """
from wagtail_localize.models import StringSegment
from tests.translation.translating import submit, target, translate

Locale.objects.create(language_code="en")
for edition in ResultsPage.objects.order_by("pk"):
    edition.introduction = "Vad vi gjorde."
    edition.save_revision().publish()
    translation = submit(edition)
    translate(translation, lambda text: f"{text} [en]")
    translation.save_target()
    introduction = StringSegment.objects.get(
        source=translation.source, context__path="introduction"
    )
    print("READY", edition.pk, target(edition).pk, translation.pk, introduction.pk)
"""

# Run by `manage.py shell` at the end: how each language stands.
STATE = """
import json
from wagtail_localize.models import StringTranslation
from results.models import ResultsPage

for page in ResultsPage.objects.order_by("pk"):
    introduction = StringTranslation.objects.filter(
        context__object_id=page.translation_key, context__path="introduction"
    ).values_list("data", flat=True)
    print("STATE", json.dumps({
        "page": page.pk,
        "title": page.title,
        "introduction": page.introduction,
        "figure": [str(block.value["value"]) for block in page.body],
        "strings": list(introduction),
    }))
"""


@dataclass
class Edition:
    """The keys of an edition, of its translation and of a string, what was acknowledged, and what went wrong."""

    page: int
    english: int
    translation: int
    segment: int
    published: int = 0
    saved: int = 0
    decided: int = 0
    introduction: str = field(default="", init=False)
    mistakes: list[str] = field(default_factory=list, init=False)

    @property
    def done(self) -> int:
        return min(self.published, self.saved, self.decided)


def edit(address: str, edition: Edition, stop: Event) -> None:
    """Publish another title again and again; with pauses until the translator has met one."""
    session = sign_in(address)
    url = f"{address}/admin/pages/{edition.page}/edit/"
    while not stop.is_set():
        number = edition.published + 1
        form: dict[str, Any] = form_of(session, url, f"Utgåva i läge {number}")
        form["introduction"] = "Vad vi gjorde."
        answer = session.post(url, form, allow_redirects=False, timeout=TIMEOUT)
        if answer.status_code != 302:
            edition.mistakes.append(f"publishing: {answer.status_code}")
            continue
        edition.published = number
        stop.wait(0 if edition.decided else number / 4)


def translate(address: str, edition: Edition, stop: Event) -> None:
    """Save a string in wagtail-localize's editor, then decide on the title on the screen of texts."""
    session = sign_in(address)
    url = (
        f"{address}/admin/localize/translate/{edition.translation}/strings/{edition.segment}/edit/"
    )
    screen = f"{address}/admin/results/translations/{edition.translation}/strings/"
    while not stop.is_set():
        text = f"What we did, version {edition.saved + 1}."
        headers = {"X-CSRFToken": session.cookies["csrftoken"] or "", "Referer": address}
        answer = session.put(url, {"value": text}, headers=headers, timeout=TIMEOUT)
        if answer.status_code in {200, 201}:
            edition.saved, edition.introduction = edition.saved + 1, text
        else:
            edition.mistakes.append(f"saving: {answer.status_code}")
        _decide(session, screen, edition)


def _decide(session: requests.Session, screen: str, edition: Edition) -> None:
    page = session.get(screen, timeout=TIMEOUT)
    if page.status_code != 200:
        edition.mistakes.append(f"the screen: {page.status_code}")
        return
    form = BeautifulSoup(page.text, "html.parser").select_one(
        '.results-string form:has(input[name="path"][value="title"])'
    )
    if form is None:
        return
    data = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    source = re.search(r"läge (\d+)", page.text)
    data["text"] = f"Edition in state {source[1] if source else 0}, version {edition.decided}"
    answer = session.post(screen, data, timeout=TIMEOUT)
    if answer.status_code != 200:
        edition.mistakes.append(f"deciding: {answer.status_code}")
    elif "Sparat." in answer.text or "Saved." in answer.text:
        edition.decided += 1


def lines(output: str, mark: str) -> list[str]:
    return [line[len(mark) :] for line in output.splitlines() if line.startswith(mark)]


@pytest.mark.usefixtures("django_db_setup")
def test_two_editors_and_two_translators_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    with killable_site(tmp_path) as site:
        made = site.fill(f"EDITORS = {PAIRS}\n{CONTENT}\n{SUBMISSION}")
        editions = [Edition(*map(int, line.split())) for line in lines(made, "READY")]
        assert len(editions) == PAIRS
        site.start()
        stop = Event()
        threads = [
            Thread(target=act, args=(site.address, edition, stop))
            for edition in editions
            for act in (edit, translate)
        ]
        for thread in threads:
            thread.start()
        go_on(SECONDS, lambda: all(each.done > 0 for each in editions))
        stop.set()
        for thread in threads:
            thread.join(timeout=120)
        undone = "SELECT kind, steps FROM results_publication WHERE state <> 'done'"
        wait_until_none(lambda: site.rows(undone), seconds=120)
        session = sign_in(site.address)
        for each in editions:
            url = f"{site.address}/admin/pages/{each.english}/edit/"
            token = session.cookies["csrftoken"]
            form = {"action": "publish", "reason": "A test.", "csrfmiddlewaretoken": token}
            answer = session.post(url, form, headers={"Referer": url}, timeout=60)
            assert answer.status_code == 200
        state = map(json.loads, lines(site.fill(STATE), "STATE"))
        pages = {found["page"]: found for found in state}
        log = site.log()
    for each in editions:
        print(f"{each.published} published, {each.saved} saved, {each.decided} decided")
        assert not each.mistakes
        assert each.done > 0
        swedish, english = pages[each.page], pages[each.english]
        assert swedish["figure"] == english["figure"] == ["6558"]
        assert english["introduction"] == each.introduction
        assert english["strings"] == [each.introduction]
        assert english["title"].startswith(("Edition in state", "Edition 0", "Edition 1"))
    assert "Internal Server Error" not in log
