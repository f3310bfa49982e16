"""What becomes of every stored answer when something changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from results.snapshots.serving.server import server
from tests.snapshots.hosts import SAYS

from .place import Place, Told

# A form has another one each time it is shown.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def after(place: Place, change: Callable[[], object], changed: Collection[str] = ()) -> None:
    """Do it when answers are stored, then see that no visitor gets an old one.

    `changed` names addresses whose answers are other ones by it, so that it is known to do
    something.
    """
    names = sorted({*changed, "home"})
    before = place.warm(*names)
    change()
    now = as_the_site_says(place, names)
    same = {name for name in changed if now[name].body == plainly(before[name]).body}
    assert not same, f"not changed at all: {sorted(same)}"


def keeps(place: Place, change: Callable[[], object]) -> None:
    """Do it when answers are stored, then see that visitors are given those still."""
    names = ("home", "edition", "v3 edition")
    place.warm(*names)
    change()
    lost = {name for name in names if place.get(name).headers.get(SAYS) != "hit"}
    assert not lost, f"needlessly lost: {sorted(lost)}"
    as_the_site_says(place, names)


def as_the_site_says(place: Place, names: Iterable[str]) -> dict[str, Told]:
    """See that each answer is that of the site, out of memory and out of the table alone."""
    now: dict[str, Told] = {}
    for name in names:
        given = plainly(Told.of(place.get(name)))
        server().memory.clear()
        stored = plainly(Told.of(place.get(name)))
        fresh = now[name] = plainly(place.fresh(name))
        for source, answer in (("at once", given), ("by the table", stored)):
            assert answer == fresh, f"{name} is old {source}: {difference(answer, fresh)}"
    return now


def difference(given: Told, fresh: Told) -> str:
    """Where two answers differ, for whoever reads why a test failed."""
    if given.status != fresh.status:
        return f"{given.status} instead of {fresh.status}"
    if given.headers != fresh.headers:
        return str(set(given.headers) ^ set(fresh.headers))
    old, new = given.body.splitlines(), fresh.body.splitlines()
    pairs = zip(old, new, strict=False)
    lines = next(((one, other) for one, other in pairs if one != other), (b"", b""))
    return f"{lines[0][:300]!r} instead of {lines[1][:300]!r}"


def plainly(told: Told) -> Told:
    """What was told without what is another each time."""
    return replace(told, body=_TOKEN.sub(b"", told.body))
