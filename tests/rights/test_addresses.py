"""Every address of the site does for everybody what the table says, and nothing else."""

import pytest

from tests.rights.addresses import addresses
from tests.rights.arguments import Values, examples_in, url_of, values_in
from tests.rights.asking import Answer, ask
from tests.rights.table import rows, shows_titles
from tests.rights.world import MARK, ROLES, World

pytestmark = [
    pytest.mark.django_db,
    # wagtail-localize's report of translations.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]

ADDRESSES = addresses()
ROWS = rows("addresses")
TITLES = shows_titles()
REFUSED = {"login", "denied", "token", "404", "405"}
FORM = {"data": "value=Example", "content_type": "application/x-www-form-urlencoded"}
# Who reads nothing of what is not public.
OUTSIDERS = ("nobody", "visitor", "stranger")


@pytest.fixture(scope="module")
def values(world: World) -> dict[str, Values]:
    """What stands in the addresses."""
    return values_in(world)


@pytest.fixture(scope="module")
def examples(world: World) -> dict[str, list[str]]:
    """The addresses that are not made of a name and values."""
    return examples_in(world)


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
            answers = [shown]
            assert shown.word == row.get[role], f"{role}: GET {url}"
            if row.acts:
                content = FORM if row.method == "put" else {}
                answers.append(ask(browser, row.method.upper(), url, **content))
                assert answers[-1].word == row.acts[role], f"{role}: {row.method} {url}"
            elif shown.word in REFUSED:
                answers.append(ask(browser, "POST", url))
                expected = {shown.word, "405"} if shown.word != "405" else REFUSED
                assert answers[-1].word in expected, f"{role}: POST {url}"
            _check(answers, role, name)


def _check(answers: list[Answer], role: str, name: str) -> None:
    for answer in answers:
        assert answer.word not in REFUSED or not answer.written, f"{role}: {answer.written}"
        if role in OUTSIDERS and name not in TITLES:
            assert MARK not in answer.text.lower(), f"{role} reads what is not public"


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
