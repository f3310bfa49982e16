"""Two editors publish while two translators save; nobody meets an error and no string is lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.cms.load import CONTENT, go_on, sign_in
from tests.publishing.sudden_ends.site import killable_site, wait_until_none

from .people import SUBMISSION, Edition, Ledger, edit, translate

PAIRS = 2
SECONDS = 5

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]

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


def lines(output: str, mark: str) -> Iterator[str]:
    return (line[len(mark) :].strip() for line in output.splitlines() if line.startswith(mark))


def test_two_editors_and_two_translators_do_not_get_in_each_others_way(
    tmp_path: Path, django_db_setup: None
) -> None:
    with killable_site(tmp_path) as site:
        made = site.fill(f"EDITORS = {PAIRS}\n{CONTENT}\n{SUBMISSION}")
        editions = [Edition(*map(int, line.split())) for line in lines(made, "READY")]
        assert len(editions) == PAIRS

        site.start()
        stop, ledgers = Event(), [Ledger() for _edition in editions]
        threads = [
            Thread(target=act, args=(site.address, edition, ledger, stop))
            for edition, ledger in zip(editions, ledgers, strict=True)
            for act in (edit, translate)
        ]
        for thread in threads:
            thread.start()
        go_on(
            SECONDS, lambda: all(min(one.published, one.saved, one.decided) > 0 for one in ledgers)
        )
        stop.set()
        for thread in threads:
            thread.join(timeout=120)
        undone = "SELECT name, last_error FROM results_steprun WHERE state <> 'done'"
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

    for each, ledger in zip(editions, ledgers, strict=True):
        print(f"{ledger.published} published, {ledger.saved} saved, {ledger.decided} decided")
        assert not ledger.mistakes
        assert min(ledger.published, ledger.saved, ledger.decided) > 0
        swedish, english = pages[each.page], pages[each.english]
        assert swedish["figure"] == english["figure"] == [ledger.value]
        assert english["introduction"] == ledger.introduction
        assert english["strings"] == [ledger.introduction]
        assert english["title"].startswith(("Edition in state", "Edition 0", "Edition 1"))
    assert "Internal Server Error" not in log
