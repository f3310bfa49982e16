"""Addresses that no client means: answered with 4xx and JSON, never with 500."""

from django.http import QueryDict
from django.test import Client

from wagtail.models import Page

import pytest

from results.api.requests import MAX_NESTING, query_mistakes
from tests.api.building import Edition, block_id
from tests.api.conftest import V2, V3

HUGE = str(10**30)
DEEP = "a(" * 3_000

V3_ROOT = V3.removesuffix("pages/")
NOUNS = ("pages/", "figures/", "indicators/")
# One database fails at a number or a time that it cannot have, another finds nothing.
EMPTY = {200, 400}
# (what stands after the list of pages of either API, statuses that are right)
BOTH = [
    (f"?offset={HUGE}", {400}),
    ("?offset=abc", {400, 422}),
    ("?limit=1000000", {400}),
    ("?sea%00rch=a", {400}),
    ("?search=" + 501 * "a", {400}),
    ("?search=a%22", {400}),
    ("?search=+", {400}),
    ("?search=%22a%5C%22", {400}),
    ("?search=a&search_operator=xor", {400}),
    ("?type=results.ResultsPage&search=a&period_start=2016-01-01", {400, 422}),
    ("?first_published_at=0001-01-01T00:00:00%2B14:00", EMPTY),
    ("?type=nobody.Nothing", {400, 422}),
    ("?type=" + "results.ResultsPage," * 1_000, {400}),
    (f"?child_of={HUGE}", {400, 422}),
    ("?locale=xx", {404}),
    (f"?site=testserver:{HUGE}", {200, 400, 404}),
    ("?type=results.ResultsPage&period_start=abc", {400, 422}),
    (f"?type=results.ResultsPage&hero_image={HUGE}", EMPTY),
    (f"?id={HUGE}", {200}),
    ("?id=abc", {400, 422}),
    ("?" + "&".join(f"a{n}=1" for n in range(1_001)), {400}),
    ("?" + "a" * 600 + "=1", {400}),
    ("?order=perod_end", {400, 422}),
    (f"{HUGE}/", {404}),
    ("abc/", {404, 422}),
    ("%00/", {404, 422}),
    (f"find/?id={HUGE}", {404}),
    ("find/?html_path=" + "/a" * 1_100, {400}),
    ("find/?html_path=/&site=https://ecpat.se/", {400}),
    ("find/", {404}),
    ("?html_path=/", {400}),
]
V2_ONLY = [
    (f"?fields={DEEP}", {400}),
    ("?fields=" + "parent(" * 60 + "id" + ")" * 60, {400}),
    ("?fields=nothing", {400}),
    ("?nothing=1", {400}),
    ("?translation_of=root&child_of=root", {200}),
]
V3_ONLY = [
    ("?nothing=1", {400}),
    ("999999/revisions/", {401, 404}),
    (f"1/revisions/{HUGE}/", {401, 403, 404, 422}),
    ("1/revisions/?user_id=abc", {400}),
    ("1/?version=other", {422}),
]
FIGURES = [
    "figures/1/abc/", f"figures/-1/{block_id(1)}/", "figures/1/%00/",
    f"indicators/{HUGE}/a/", "indicators/1/%00/", f"indicators/1/{9_000 * 'a'}/", "indicators/abc/a/",
    "figures/..%2f..%2fetc/passwd/", "indicators/..%2f/a/", "figures/?locale=xx",
]  # fmt: skip
# (what stands after a list of API v3, the status)
PARTS = [
    (f"?offset={HUGE}", 400),
    ("?limit=21", 400),
    ("?locale=" + 9_000 * "a", 400),
    ("?nothing=1", 400),
]
OF_FIGURES = [
    *(("figures/" + rest, 422) for rest in ("?edition=abc", "?edition=0")),
    *(
        ("figures/" + rest, 400)
        for rest in ("?fields=*", "?order=value", "?kind=new", "?period=%00")
    ),
    *((rest, 404) for rest in FIGURES),
    *((noun + rest, status) for noun in NOUNS for rest, status in PARTS),
]
ROWS = [
    (f"{V3_ROOT}figures/?edition={HUGE}", EMPTY),
    (f"{V3_ROOT}figures/{HUGE}/{block_id(1)}/", {400, 404}),
    *((V3_ROOT + rest, {status}) for rest, status in OF_FIGURES),
    *((V2 + rest, wanted) for rest, wanted in [*BOTH, *V2_ONLY]),
    *((V3 + rest, wanted) for rest, wanted in [*BOTH, *V3_ONLY]),
    ("/api/", {404}),
    ("/api/v3-preview/nothing/", {404}),
    # What Wagtail's other lists do not know they pass over.
    ("/api/v3-preview/images/?nothing=1", {200}),
    ("/api/v2/images/?search=%00", {400}),
    (f"/api/v2/images/{HUGE}/", {404}),
]


@pytest.mark.parametrize("who", ["visitor", "writer"])
def test_a_malformed_address_is_answered_as_the_mistake_that_it_is(
    request: pytest.FixtureRequest, edition: Edition, who: str
) -> None:
    client: Client = request.getfixturevalue(who)
    client.raise_request_exception = False
    wrong = []
    for address, wanted in ROWS:
        response = client.get(address, headers={"accept": "application/json"})
        is_refusal = response.status_code >= 400 and address.startswith(V3_ROOT)
        form = "application/problem+json" if is_refusal else "json"
        if response.status_code not in wanted or form not in response.headers["Content-Type"]:
            wrong.append((address[:80], response.status_code, response.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("noun", NOUNS)
def test_a_method_that_an_address_has_not_and_a_foreign_host_are_problems(
    edition: Edition, visitor: Client, noun: str
) -> None:
    address, problem = f"{V3_ROOT}{noun}", "application/problem+json"
    # Pages are made where they are listed.
    posts = [] if noun == "pages/" else ["POST"]
    for method in ("HEAD", "OPTIONS", "PUT", "TRACE", "DELETE", *posts):
        for rest in ("", "?nothing=1", "?locale=%00"):
            answer = visitor.generic(method, address + rest, b"\0{", "application/json")
            assert (answer.status_code, answer["Content-Type"]) == (405, problem), (method, rest)
            assert "GET" in answer["Allow"]
    # Wagtail's other API knows nothing of what is declared here.
    assert visitor.head(f"{V2}?offset={HUGE}").status_code == 400
    foreign = visitor.get(address, headers={"host": "foreign.example"})
    assert (foreign.status_code, foreign["Content-Type"]) == (400, problem)


@pytest.mark.parametrize(
    "query",
    [
        "search=a+%22b%22&search_operator=and&title=((((((%22&id=5",
        f"title={HUGE}&site=testserver:8000",
        f"fields={MAX_NESTING * 'parent('}id{MAX_NESTING * ')'}&offset={10**18 - 1}",
        f"{500 * 'a'}={500 * 'a'}&html_path={2048 * 'a'}",
        "&".join(f"a{number}=1" for number in range(100)),
    ],
)
def test_what_may_be_meant_is_no_mistake(query: str) -> None:
    assert list(query_mistakes(QueryDict(query), Page)) == []
