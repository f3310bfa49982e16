"""Whatever is killed at whatever moment: nothing acknowledged is lost, everything follows.

SEED= takes the moments and the editors' choices of an earlier run, which printed it; LIVES= is how often
everything is killed in the drill.
"""

import json
import os
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from random import Random, SystemRandom
from threading import Event, Lock, Thread

import pytest
import requests

from tests.cms.load import CONTENT, sign_in

from .clients import TIMEOUT, Editor
from .ledger import Entry, State
from .site import Site, killable_site, wait_until_none
from .witness import LEASE

EDITORS = 8
LIVES = int(os.environ.get("LIVES", "100"))
LONGEST_LIFE = 2.5  # seconds from the first acknowledged change to the kill

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(1800),
    pytest.mark.usefixtures("django_db_setup"),
]

# Run by `manage.py shell` in the site, after the content of tests.cms.load.
MORE_CONTENT = """
from wagtail.models import APIToken

root.refresh_from_db()
root.add_child(instance=ResultsIndexPage(title="Other", slug="other"))
user = get_user_model().objects.get()
print(APIToken.create_token(user=user, name="sudden ends")[1])
"""

# Run by `manage.py shell` at the end: what is wrong, one line each.
INSPECTION = """
from wagtail.models import Page
from wagtail.search.models import IndexEntry
from results.models import ResultsPage

indexed = set(IndexEntry.objects.values_list("object_id", flat=True))
for problem in Page.find_problems():
    if problem:
        print("The tree:", problem)
for page in ResultsPage.objects.live():
    for refusal in page.get_refusals(publishing=True):
        print("Live, but refused:", page.slug, refusal.code)
    if str(page.pk) not in indexed:
        print("Not to be found:", page.slug)
"""


@pytest.mark.parametrize("queue", ["", "database", "rq"])
@pytest.mark.parametrize(
    "rounds", [1, pytest.param(LIVES, marks=[pytest.mark.soak, pytest.mark.drill])]
)
def test_nothing_acknowledged_is_lost_and_every_step_is_done(
    rounds: int, queue: str, tmp_path: Path
) -> None:
    seed = int(os.environ.get("SEED") or SystemRandom().randrange(1_000_000))
    print(f"The seed is {seed}.")
    chance = Random(seed)
    with killable_site(tmp_path, queue) as site:
        editors = prepare(site, chance)
        for number in range(rounds):
            live_and_die(site, editors, chance)
            assert disagreements(site, editors) == [], f"after kill {number + 1}"
        site.start()
        # What a killed process had claimed is run again when its lease is over.
        wait_until_none(lambda: unfinished(site, editors), LEASE.total_seconds() + 60)
        assert disagreements(site, editors) == []
        assert wrong_publications(site, editors) == []
        assert wrong_effects(site) == []
        assert wrong_answers(site, editors) == []
        assert twice(site) == []
        # Where workers do what follows, they also make anew what readers have stored.
        for (steps,) in site.rows("SELECT steps FROM results_publication"):
            assert ("refresh" in steps) == bool(queue)
        assert site.fill(INSPECTION) == ""
    acknowledged = sum(editor.acknowledged for editor in editors)
    print(f"{acknowledged} changes acknowledged in {rounds} lives.")
    assert acknowledged >= rounds
    assert "Traceback" not in site.log(), site.log()[-5000:]


def prepare(site: Site, chance: Random) -> list[Editor]:
    """Fill the site's database; the editors, signed in."""
    token = site.fill(f"EDITORS = {EDITORS}\n{CONTENT}\n{MORE_CONTENT}").split()[-1]
    ids = {slug: pk for pk, slug in site.rows("SELECT id, slug FROM wagtailcore_page")}
    site.start()
    cookies = {cookie.name: cookie.value or "" for cookie in sign_in(site.address).cookies}
    site.kill_all()
    tree = Lock()
    editors = []
    for number in range(EDITORS):
        own_chance = Random(chance.random())
        editor = Editor(number, site.address, token, cookies, ids, own_chance, tree)
        state = State("resultat", f"Edition {number}")
        editor.entries[editor.slug] = Entry(state, publications=[("published", state.title)])
        editors.append(editor)
    return editors


def live_and_die(site: Site, editors: list[Editor], chance: Random) -> None:
    """Start the site, let the editors work, kill all of its processes at random moments."""
    site.start()
    began = Event()
    threads = [Thread(target=editor.work, args=[began]) for editor in editors]
    for thread in threads:
        thread.start()
    assert began.wait(TIMEOUT)
    moments = sorted((chance.uniform(0, LONGEST_LIFE), name) for name in site.names)
    begin = time.monotonic()
    for moment, name in moments:
        time.sleep(max(0, begin + moment - time.monotonic()))
        site.kill(name)
    for thread in threads:
        thread.join()
    site.wait_for_database()
    assert [mistake for editor in editors for mistake in editor.mistakes] == []


def pages(site: Site) -> dict[str, State]:
    rows = site.rows(
        "SELECT slug, title, live, url_path FROM wagtailcore_page JOIN results_resultspage"
        " ON page_ptr_id = id"
    )
    return {
        slug: State(path.split("/")[-3], title if live else "") for slug, title, live, path in rows
    }


def disagreements(site: Site, editors: list[Editor]) -> list[str]:
    """Where the database holds something else than the editors were told."""
    actual = pages(site)
    wrong = []
    for editor in editors:
        for slug, entry in editor.entries.items():
            if error := entry.settle(actual.get(slug)):
                wrong.append(f"{slug}: {error}")
    return wrong


def unfinished(site: Site, editors: list[Editor]) -> list[object]:
    """The publications that are not done, and the editions that are not public though their time came."""
    actual = pages(site)
    waiting = [
        (slug, entry.scheduled, actual.get(slug))
        for editor in editors
        for slug, entry in editor.entries.items()
        if entry.must_go_live and actual.get(slug) != entry.scheduled
    ]
    undone = site.rows(
        "SELECT kind, state, tries, steps, due_at FROM results_publication WHERE state <> 'done'"
    )
    return [*waiting, *undone]


def wrong_publications(site: Site, editors: list[Editor]) -> list[str]:
    """Pages whose Publications are not exactly those of the changes that have happened."""
    found = defaultdict(list)
    for slug, kind, title, is_late in site.rows(
        "SELECT slug, kind, p.title, by_system FROM results_publication p"
        " JOIN wagtailcore_page w ON w.id = page_id ORDER BY p.id"
    ):
        found[slug].append(f"{kind} too late" if is_late else (kind, title))
    return [
        f"{slug}: {found[slug]} instead of {entry.publications}"
        for editor in editors
        for slug, entry in editor.entries.items()
        if found[slug] != entry.publications
    ]


def wrong_effects(site: Site) -> list[str]:
    """Publications that have not had the step's effect, the last of a page that of its state."""
    titles = dict(site.rows("SELECT id, title FROM wagtailcore_page WHERE live"))
    last: dict[int, int] = {}
    wrong = []
    for number, pk in site.rows("SELECT id, page_id FROM results_publication ORDER BY id"):
        last[pk] = number
        if not (site.witnessed / f"{number}").exists():
            wrong.append(f"nothing: {number}")
    if wrong:
        return wrong
    for pk, number in last.items():
        title, live = json.loads((site.witnessed / f"{number}").read_text())
        if (title if live else None) != titles.get(pk):
            wrong.append(f"outdated: {number} saw {title}, {live}")
    return wrong


def twice(site: Site) -> list[str]:
    """Publications whose step was begun again while it could still be at work or was done."""
    wrong = []
    for number, begun in (
        (path.stem, path.read_text().split()) for path in site.witnessed.glob("*.begun")
    ):
        moments = [float(moment) for moment in begun]
        if any(after - before < LEASE.total_seconds() for before, after in pairwise(moments)):
            wrong.append(f"{number}: begun at {begun}")
    return wrong


def wrong_answers(site: Site, editors: list[Editor]) -> list[str]:
    """Editions that a visitor does not meet as the database holds them."""
    wrong = []
    for slug, state in pages(site).items():
        answer = requests.get(f"{site.address}/{slug}/", timeout=TIMEOUT)
        is_public = state.live and state.parent == "resultat"
        if answer.status_code not in ({200} if is_public else {404, 410}):
            wrong.append(f"{slug}: {answer.status_code}")
        elif is_public and state.title not in answer.text:
            wrong.append(f"{slug}: not {state.title}")
    return wrong
