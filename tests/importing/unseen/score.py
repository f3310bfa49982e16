"""How well the figures that an import offers agree with those that a careful editor wants.

The rules are in README.md beside this file.
"""

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from results.quantities import Scale

AS_IT_IS = 0.85
SMALL_EDIT = 0.5
OF_THE_EDITION = {"result", "share"}

Figure = dict[str, Any]


def offered_in(report: dict[str, Any]) -> list[Figure]:
    """All figures of a report of `import_results`; one that says no confidence is as it is listed."""
    return [
        *({"confidence": "ready", **figure} for figure in report["figures"]),
        *({"confidence": "look", **figure} for figure in report.get("doubtful", [])),
    ]


def score(expected: dict[str, Any], offered: list[Figure]) -> dict[str, int]:
    """Count what of the expected figures was offered, and how; counts of documents can be added."""
    wanted: list[Figure] = expected["wanted"]
    pairs = _pairs(wanted, offered, expected["period"])
    paired = [wanted[index] for index in pairs]
    counts: Counter[str] = Counter()
    for index, want in enumerate(wanted):
        found = offered[pairs[index]] if index in pairs else None
        if want["ticked"] and (found or not _is_told_again(want, _whole(want), paired)):
            _count_wanted(want, found, expected["period"], counts)
    taken = {place: wanted[index] for index, place in pairs.items()}
    for place, figure in enumerate(offered):
        if figure.get("confidence", "ready") == "ready":
            _count_ready(figure, taken.get(place), expected, counts)
    return dict(counts)


def overlap(label: str, other: str) -> float:
    """How alike two labels are, from 0 to 1: numbers, and longer words by their beginning."""
    ours, others = _words(label), _words(other)
    if not ours or not others:
        return float(label.casefold() == other.casefold())
    return 2 * (ours & others).total() / (ours.total() + others.total())


def is_period_right(period: str, days: list[str] | None, edition: str) -> bool:
    """Tell whether the days, which are those of the edition where there are none, are the period."""
    if not period:
        return True
    if period.startswith("as of "):
        day = period.removeprefix("as of ")
        return days[-1] == day if days else _holds(edition, day)
    if not days:
        return period == edition
    years = [date.fromisoformat(day).year for day in (days[0], days[-1])]
    return years == _years(period)


def _count_wanted(want: Figure, found: Figure | None, edition: str, counts: Counter[str]) -> None:
    counts["wanted"] += 1
    if found is None:
        return
    confidence = found.get("confidence", "ready")
    counts[f"found {confidence}"] += 1
    if confidence == "unlikely":
        return
    likeness = _alike(want, found["label"])
    right = {
        "period": is_period_right(want["period"], found.get("period"), edition),
        "qualifier": want["qualifier"] == found["qualifier"],
        "label": likeness >= AS_IT_IS,
    }
    if found.get("role"):
        right["role"] = found["role"] == want["role"]
    counts.update(f"{part} right" for part, is_right in right.items() if is_right)
    wrong = sum(not right[part] for part in ("period", "qualifier", "label"))
    if not wrong:
        counts["usable as it is"] += 1
    elif wrong == 1 and likeness >= SMALL_EDIT:
        counts["usable with a small edit"] += 1


def _count_ready(
    figure: Figure, want: Figure | None, expected: dict[str, Any], counts: Counter[str]
) -> None:
    if want is None and _is_told_again(figure, _amount(figure), expected["wanted"]):
        return
    counts["ready"] += 1
    if want is None:
        counts["ready wrong"] += 1
        counts["ready no figure"] += _is_no_figure(figure, expected["not_figures"])
    elif want["ticked"]:
        counts["ready right"] += 1
    elif want["role"] in OF_THE_EDITION or figure.get("role", "result") not in OF_THE_EDITION:
        counts["ready either way"] += 1
    else:
        counts["ready misplaced"] += 1


def _pairs(wanted: list[Figure], offered: list[Figure], edition: str) -> dict[int, int]:
    """The place of the offered figure for each wanted one, the most alike first."""
    likely = sorted(
        (
            (
                _alike(want, figure["label"])
                + is_period_right(want["period"], figure.get("period"), edition)
                + (want["role"] == figure.get("role", "result")) / 2
                + want["ticked"] / 4,
                -index,
                -place,
            )
            for index, want in enumerate(wanted)
            for place, figure in enumerate(offered)
            if _same(want, figure)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    places: set[int] = set()
    for _likeness, index, place in likely:
        if -index not in pairs and -place not in places:
            pairs[-index] = -place
            places.add(-place)
    return pairs


def _is_told_again(figure: Figure, amount: Decimal, others: list[Figure]) -> bool:
    return any(
        figure["unit"] == other["unit"]
        and amount == _whole(other)
        and _alike(other, figure["label"]) >= SMALL_EDIT
        for other in others
    )


def _alike(want: Figure, label: str) -> float:
    return max(overlap(told, label) for told in [want["label"], *want.get("labels", [])])


def _same(want: Figure, figure: Figure) -> bool:
    ways = [(_whole(want), want["unit"])]
    if also := want.get("also"):
        ways.append((Decimal(also["value"]), also["unit"]))
    return (_amount(figure), figure["unit"]) in ways


def _amount(figure: Figure) -> Decimal:
    return abs(Decimal(figure["value"]))


def _whole(want: Figure) -> Decimal:
    return abs(Decimal(want["value"])).scaleb(Scale(want["scale"]).exponent)


def _words(label: str) -> Counter[str]:
    words = re.findall(r"\w+", label.casefold())
    return Counter(word[:6] for word in words if len(word) > 3 or word.isdigit())


def _is_no_figure(figure: Figure, numbers: list[str]) -> bool:
    return any(_amount(figure) == int("".join(re.findall(r"\d", number))) for number in numbers)


def _years(period: str) -> list[int]:
    start, _slash, end = period.partition("/")
    return [int(start), int(start[: len(start) - len(end)] + end) if end else int(start)]


def _holds(edition: str, day: str) -> bool:
    first, last = _years(edition)
    return first <= int(day[:4]) <= last
