"""The figures under load, each as a target and its baseline; `benchmarks.setups` has their names."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.figures import Bound, Figure, at_least
from benchmarks.setups import describe


@dataclass(frozen=True, slots=True)
class Comparison(Figure):
    """A figure that is the answers a second of one target, by those of another."""

    target: str = ""
    baseline: str = ""


def compare(
    name: str, target: str, baseline: str, must: Bound | None = None, *, at_1: bool = True
) -> Comparison:
    """The comparison, described in words; its must holds at 16 connections, and at 1 if `at_1`."""
    text = f"{describe(target)}, by {describe(baseline)}"
    judged = (1, 16) if at_1 else (16,)
    return Comparison(name, text, must, judged=judged, target=target, baseline=baseline)


def comparisons(fewest: int, most: int) -> list[Comparison]:
    """Every figure under load; growth is measured from the fewest to the most editions."""
    found = []
    for page in ("html", "v3"):
        table, granian = f"table:{page}", f"wrapper-granian:{page}"
        fixed = f"fixed:{page}"
        found += [
            compare(f"table/{page}/plain", table, "plain:html", at_least(35)),
            compare(f"table/{page}/v3", table, "plain:v3", at_least(20)),
            compare(f"table/{page}/cached", table, "plain-cached:html", at_least(1.5)),
            compare(f"table/{page}/limit", table, fixed, at_least(0.6)),
            compare(
                f"postgres/{page}/plain",
                f"table-postgres:{page}",
                "plain-postgres:html",
                at_least(20),
            ),
            compare(f"wrapper/{page}/limit", f"wrapper:{page}", fixed, at_least(0.85)),
            compare(f"granian/{page}/plain", granian, "plain:html", at_least(250), at_1=False),
            compare(f"granian/{page}/nginx", granian, f"nginx:{page}", at_least(0.5), at_1=False),
        ]
    listed = ("wrapper-granian:v3-list", "plain:v3-list")
    found.append(compare("list/granian/v3", *listed, at_least(100), at_1=False))
    for server in ("table", "wrapper-granian"):
        many, few = f"{server}-{most}:v3-list", f"{server}-{fewest}:v3-list"
        found.append(compare(f"list/growth/{server}", many, few, Bound(0.8, 1.2)))
        for form in ("304", "gzip"):
            target, baseline = f"{server}:html:{form}", f"{server}:html"
            found.append(compare(f"{form}/{server}", target, baseline, at_least(0.9)))
    for page in ("html", "v3", "v3-list"):
        found.append(compare(f"uncached/{page}", f"ours:{page}", f"plain:{page}"))
    return found
