"""What becomes of every stored answer when something changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from results.snapshots.serving.server import server

from .place import SAYS, Place, Told

# A form has another one each time it is shown.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def after(
    place: Place,
    change: Callable[[], object],
    *,
    changed: Collection[str] = (),
    kept: Collection[str] = (),
) -> None:
    """Do it when every answer is stored, then see that no visitor gets an old one.

    `changed` names addresses whose answers are other ones by it, so that it is known to do
    something; `kept` those whose snapshots it leaves as they are.
    """
    before = place.warm()
    rows = {name: place.row(name) for name in place.urls}
    change()
    hits = {name for name in kept if place.get(name).headers.get(SAYS) == "hit"}
    now = as_the_site_says(place)
    same = {name for name in changed if now[name].body == plainly(before[name]).body}
    assert not same, f"not changed at all: {sorted(same)}"
    lost = {name for name in kept if place.row(name) != rows[name]}
    assert not lost, f"needlessly lost: {sorted(lost)}"
    assert hits == set(kept)


def as_the_site_says(place: Place) -> dict[str, Told]:
    """See that each answer is that of the site, out of memory and out of the table alone."""
    now: dict[str, Told] = {}
    for name in place.urls:
        given = plainly(Told.of(place.get(name)))
        again = plainly(Told.of(place.get(name)))
        server().memory.clear()
        stored = plainly(Told.of(place.get(name)))
        fresh = now[name] = plainly(place.fresh(name))
        for source, answer in (("at once", given), ("again", again), ("by the table", stored)):
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
