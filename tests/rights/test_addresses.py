"""Every address of the site does for everybody what the table says, and nothing else."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

import pytest

from tests.rights.arguments import Values, url_of
from tests.rights.asking import Answer, addresses, ask, rows
from tests.rights.world import MARK, NUMBER, ROLES, TRANSLATED, UNSEEN, World

pytestmark = [
    pytest.mark.django_db,
    # wagtail-localize's report of translations.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]

ADDRESSES = addresses()
ROWS = rows("addresses")
REFUSED = {"login", "denied", "token", "404", "405"}
FORM = {"data": "value=Example", "content_type": "application/x-www-form-urlencoded"}
# Whatever an address takes of these, it lists, or exports in the admin.
QUERIES = (
    "export=csv",
    "export=xlsx",
    "q=unseen&search=unseen&query=unseen&fields=*&index={index}&page={page}",
)


@pytest.fixture
def values(arguments: Any) -> dict[str, Values]:
    return arguments[0]


@pytest.fixture
def examples(arguments: Any) -> dict[str, list[str]]:
    """The addresses that are not made of a name and values."""
    return arguments[1]


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    missing, gone = set(ADDRESSES) - set(ROWS), set(ROWS) - set(ADDRESSES)
    assert not missing, f"Say in table.toml who may what at {sorted(missing)}"
    assert not gone, f"These are no addresses any more: {sorted(gone)}"


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) & set(ROWS)))
def test_an_address_lets_in_those_whom_its_row_names_and_does_nothing_for_others(
    world: World, values: dict[str, Values], examples: dict[str, list[str]], name: str
) -> None:
    row, urls = ROWS[name], examples.get(name)
    for url in urls or [url_of(name, arguments, values) for arguments in ADDRESSES[name]]:
        for role in ROLES:
            browser = world.browsers[role]
            shown = ask(browser, "GET", url)
            answers = [shown, *_further(world, role, url, shown)]
            assert shown.word == row.get[role], f"{role}: GET {url}"
            if row.acts:
                content = FORM if row.method == "put" else {}
                answers.append(ask(browser, row.method.upper(), url, **content))
                assert answers[-1].word == row.acts[role], f"{role}: {row.method} {url}"
            elif shown.word in REFUSED:
                answers.append(ask(browser, "POST", url))
                expected = {shown.word, "405"} if shown.word != "405" else REFUSED
                assert answers[-1].word in expected, f"{role}: POST {url}"
            _check(answers, role)


def _further(world: World, role: str, url: str, shown: Answer) -> Iterator[Answer]:
    """What the address lists, finds and exports for somebody to whom not everything is shown."""
    if role not in UNSEEN or shown.word != "ok":
        return
    known = {"index": world.index.pk, "page": world.edition.pk}
    is_of_admin = url.startswith("/admin/")
    for query in QUERIES if is_of_admin else QUERIES[-1:]:
        yield ask(world.browsers[role], "GET", _with(url, query.format(**known)))
    if not is_of_admin:
        yield ask(world.tokens[role], "GET", url)


def _with(url: str, query: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{query}"


def _check(answers: list[Answer], role: str) -> None:
    for answer in answers:
        assert answer.word not in REFUSED or not answer.written, f"{role}: {answer.written}"
        for words in UNSEEN.get(role, ()):
            assert not answer.says(words), f"{role} reads what is not public"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("results_admin:figures_report", (MARK, NUMBER)),
        ("results_translation:report", (TRANSLATED,)),
        ("wagtailadmin_choose_page_search", (MARK,)),
        ("wagtailadmin_pages:search", (MARK,)),
    ],
)
def test_whoever_works_with_a_page_finds_it(world: World, name: str, words: tuple[str]) -> None:
    for query in ("", *QUERIES[:2]) if "report" in name else ("q=unseen",):
        answer = ask(world.browsers["editor"], "GET", _with(reverse(name), query))
        assert all(answer.says(each) for each in words), query


@pytest.mark.parametrize("role", ["stranger", "translator"])
@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_actions_on_many_pages_leave_out_those_of_others(
    world: World, examples: dict[str, list[str]], role: str, action: str
) -> None:
    url = next(each for each in examples["wagtail_bulk_action"] if f"/{action}/" in each)
    place = f"chooser={world.other_index.pk}&cascade_actions="
    answer = ask(world.browsers[role], "POST", url, **FORM | {"data": place})
    assert answer.word in {"away", "ok"}
    assert not answer.written
