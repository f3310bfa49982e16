"""The figures under load, each as a target and its baseline; see `benchmarks.targets` for names."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Bound, Comparison, at_least

FLAT = Bound(0.8, 1.2)
NO_SLOWER = at_least(0.9)
AT_16 = (16,)
PAGES = {"html": "detail, HTML", "v3": "detail, JSON of API v3"}


def comparisons(fewest: int, most: int) -> list[Comparison]:
    """Every figure under load; growth is measured from the fewest to the most editions."""
    return [
        *_from_table(),
        *_from_postgres(),
        *_from_memory(),
        *_lists(fewest, most),
        *_forms(),
        *_uncached(),
        *_surroundings(),
    ]


def _from_table() -> Iterator[Comparison]:
    for page, text in PAGES.items():
        target, name = f"table:{page}", f"table/{page}"
        text = f"SQLite table, first middleware, gunicorn: {text}"
        yield Comparison(
            f"{name}/plain",
            f"{text}, by plain Wagtail's HTML",
            at_least(35),
            at_least(44),
            target=target,
            baseline="plain:html",
        )
        yield Comparison(
            f"{name}/v3",
            f"{text}, by API v3 of the plain page",
            at_least(20),
            at_least(25),
            target=target,
            baseline="plain:v3",
        )
        yield Comparison(
            f"{name}/cached",
            f"{text}, by Django's cache middleware in memory",
            at_least(1.5),
            target=target,
            baseline="plain-cached:html",
        )
        yield Comparison(
            f"{name}/limit",
            f"{text}, by the same bytes from a minimal application",
            at_least(0.6),
            at_least(0.75),
            target=target,
            baseline=f"fixed:{page}",
        )
        yield Comparison(
            f"{name}/whole",
            f"{text}, by the same bytes and headers from a minimal application",
            target=target,
            baseline=f"fixed-whole:{page}",
        )
    yield Comparison(
        "table/v2/plain",
        "SQLite table, first middleware, gunicorn: detail, JSON of API v2, by plain Wagtail's HTML",
        target="table:v2",
        baseline="plain:html",
    )


def _from_postgres() -> Iterator[Comparison]:
    for page, text in PAGES.items():
        yield Comparison(
            f"postgres/{page}/plain",
            f"PostgreSQL table, first middleware, gunicorn: {text}, "
            "by plain Wagtail's HTML on PostgreSQL",
            at_least(20),
            target=f"table-postgres:{page}",
            baseline="plain-postgres:html",
        )


def _from_memory() -> Iterator[Comparison]:
    for page, text in PAGES.items():
        yield Comparison(
            f"wrapper/{page}/limit",
            f"Memory and WSGI wrapper, gunicorn: {text}, "
            "by the same bytes from a minimal application",
            at_least(0.85),
            at_least(0.95),
            target=f"wrapper:{page}",
            baseline=f"fixed:{page}",
        )
        yield Comparison(
            f"wrapper/{page}/whole",
            f"Memory and WSGI wrapper, gunicorn: {text}, "
            "by the same bytes and headers from a minimal application",
            target=f"wrapper:{page}",
            baseline=f"fixed-whole:{page}",
        )
        name, shown = f"granian/{page}", f"Memory and WSGI wrapper, granian: {text}"
        target = f"wrapper-granian:{page}"
        yield Comparison(
            f"{name}/plain",
            f"{shown}, by plain Wagtail's HTML on gunicorn",
            at_least(250),
            at_least(333),
            target=target,
            baseline="plain:html",
            judged=AT_16,
        )
        yield Comparison(
            f"{name}/nginx",
            f"{shown}, by nginx from disk",
            at_least(0.5),
            at_least(0.6),
            target=target,
            baseline=f"nginx:{page}",
            judged=AT_16,
        )
        yield Comparison(
            f"{name}/limit",
            f"{shown}, by the same bytes from a minimal application",
            target=target,
            baseline=f"fixed-granian:{page}",
        )


def _lists(fewest: int, most: int) -> Iterator[Comparison]:
    yield Comparison(
        "list/granian/v3",
        "List of 20, JSON of API v3, memory and WSGI wrapper, granian: by API v3's own list",
        at_least(100),
        at_least(250),
        target="wrapper-granian:v3-list",
        baseline="plain:v3-list",
        judged=AT_16,
    )
    yield Comparison(
        "list/table/v3",
        "List of 20, JSON of API v3, SQLite table, gunicorn: by API v3's own list",
        target="table:v3-list",
        baseline="plain:v3-list",
    )
    yield Comparison(
        "list/table/v2",
        "List of 20, JSON of API v2, SQLite table, gunicorn: by API v2's own list",
        target="table:v2-list",
        baseline="plain:v2-list",
    )
    for server, text in (
        ("table", "SQLite table, gunicorn"),
        ("wrapper-granian", "memory and WSGI wrapper, granian"),
    ):
        yield Comparison(
            f"list/growth/{server}",
            f"List of 20, JSON of API v3, {text}: {most:,} editions by {fewest:,}",
            FLAT,
            target=f"{server}-{most}:v3-list",
            baseline=f"{server}-{fewest}:v3-list",
        )


def _forms() -> Iterator[Comparison]:
    for server, text in (
        ("table", "SQLite table, gunicorn"),
        ("wrapper-granian", "memory and WSGI wrapper, granian"),
    ):
        for form, shown in (("304", "answer 304"), ("gzip", "precompressed answer")):
            yield Comparison(
                f"{form}/{server}",
                f"HTML, {text}: {shown}, by the answer 200",
                NO_SLOWER,
                target=f"{server}:html:{form}",
                baseline=f"{server}:html",
            )


def _uncached() -> Iterator[Comparison]:
    for page, text in {
        **PAGES,
        "v2": "detail, JSON of API v2",
        "v3-list": "list of 20, JSON of API v3",
        "v2-list": "list of 20, JSON of API v2",
    }.items():
        yield Comparison(
            f"uncached/{page}",
            f"Without snapshots, gunicorn: {text}, by the same of the plain page",
            target=f"ours:{page}",
            baseline=f"plain:{page}",
        )


def _surroundings() -> Iterator[Comparison]:
    for name, text, target, baseline in (
        ("plain/v2", "Plain page: API v2 by HTML", "plain:v2", "plain:html"),
        ("plain/v3", "Plain page: API v3 by HTML", "plain:v3", "plain:html"),
        (
            "plain/cached",
            "Plain page: Django's cache middleware by HTML",
            "plain-cached:html",
            "plain:html",
        ),
        ("plain/limit", "A minimal application by the plain page", "fixed:html", "plain:html"),
        ("plain/nginx", "nginx by the plain page", "nginx:html", "plain:html"),
        (
            "plain/postgres",
            "Plain page: PostgreSQL by SQLite",
            "plain-postgres:html",
            "plain:html",
        ),
        (
            "uncached/postgres",
            "Without snapshots, PostgreSQL, gunicorn: detail, HTML, by the plain page",
            "ours-postgres:html",
            "plain-postgres:html",
        ),
    ):
        yield Comparison(name, text, target=target, baseline=baseline)
