"""A marked text: where a number stands, what a careful editor makes of it is written beside it.

`⟦1 100|r SEK k|label⟧` is the number 1 100 of the document, with its role, its unit and its scale;
`label // label` are wordings that are equally good.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from results.quantities import Scale

MARK = re.compile(r"⟦([^⟦⟧|]*)\|([^⟦⟧|]*)(?:\|([^⟦⟧|]*))?⟧")
_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.,:/–-]?\d+)*")
PLAIN = re.compile(r"[+(−–-]?\d[\d \u00a0\u202f.,]*(?: ?%)?\)?")
_SENTENCE = re.compile(
    r"(?<=[.!?…])[\s\u00a0]+(?=[A-ZÅÄÖÜØÆ„»”“–])|(?<=[^\W\d_]{5}[.!?])[\s\u00a0]+(?=\d)"
)
_ROLES = {
    "r": "result",
    "g": "goal",
    "c": "comparison",
    "s": "share",
    "d": "change",
    "w": "whole",
    "b": "background",
}
_UNITS = {
    "%": "percent",
    "‰": "per_mille",
    "yr": "years",
    "mo": "months",
    "day": "days",
    "h": "hours",
    "min": "minutes",
    "kg": "kilograms",
    "t": "tonnes",
    "kWh": "kWh",
    "MWh": "MWh",
    "pp": "percentage_points",
    **{currency: currency for currency in ("SEK", "EUR", "GBP", "NOK")},
}
_DURATIONS = {"yr", "mo", "day", "h", "min"}
_SCALES = {"k": "thousand", "M": "million"}
_QUALIFIERS = {
    "least": "at_least",
    "most": "at_most",
    **{qualifier: qualifier for qualifier in ("over", "under", "nearly", "about")},
}
_CODES: dict[str, tuple[str, Any]] = {
    **{code: ("role", role) for code, role in _ROLES.items()},
    **{code: ("unit", unit) for code, unit in _UNITS.items()},
    **{code: ("scale", scale) for code, scale in _SCALES.items()},
    **{code: ("qualifier", qualifier) for code, qualifier in _QUALIFIERS.items()},
    "-": ("ticked", False),
}


def strip(text: str) -> str:
    """The text as the document has it."""
    return MARK.sub(r"\1", text)


def squeeze(text: str) -> str:
    """The text as the document has it, on one line."""
    return " ".join(strip(text).split())


def mark_row(cells: list[str], columns: list[str], whole_row: str, head: str = "") -> list[str]:
    """Mark the cells of a row that are numbers alone, each as its column says.

    A column is `r SEK k, costs of …`: codes, and the label around the head of the row, which `…!`
    keeps as it is written. `whole_row` is added to the codes; "x" there leaves the row as it is.
    """
    if whole_row == "x":
        return cells
    marked = []
    for cell, column in zip(cells, [*columns, *[""] * len(cells)], strict=False):
        if not column or not PLAIN.fullmatch(cell.strip()):
            marked.append(cell)
            continue
        codes, _comma, more = column.partition(",")
        label = _label(squeeze(head or cells[0]), more.strip())
        marked.append(f"⟦{cell.strip()}|{codes} {whole_row}|{label}⟧")
    return marked


def _label(head: str, more: str) -> str:
    if "…!" in more:
        return more.replace("…!", head)
    if "…" in more:
        return more.replace("…", head[0].lower() + head[1:])
    return f"{head}, {more}" if more else head


def wanted(blocks: Iterable[str], meta: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the figures of the marked blocks in their order."""
    for block in blocks:
        for match in MARK.finditer(block):
            shown, codes, label = match.groups()
            # Where a table tells how long something took, the unit may stand in its label.
            in_head = ["~"] if " | " in block and {*codes.split()} & _DURATIONS else []
            first, *others = map(squeeze, (label or "").split(" // "))
            yield {
                **_coded(shown, [*codes.split(), *in_head], meta),
                "label": first,
                **({"labels": others} if others else {}),
                "sentence": _sentence(block, match),
            }


def numbers_left(blocks: Iterable[str]) -> list[str]:
    """Every number of the blocks that is not marked, once."""
    return list(
        dict.fromkeys(
            " ".join(number.split())
            for block in blocks
            for number in _NUMBER.findall(MARK.sub(" # ", block))
        )
    )


def _coded(shown: str, codes: list[str], meta: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "value": value_of(shown, meta),
        "unit": "percent" if "%" in shown else "number",
        "scale": "none",
        "qualifier": "exact",
        "period": meta["period"],
        **dict(_CODES.get(code) or _written(code) for code in codes),
    }
    Decimal(told["value"])
    if "also" in told:
        whole = Decimal(told["value"]).scaleb(Scale(told["scale"]).exponent)
        told["also"] = {"value": format(whole, "f"), **told["also"]}
    return {**told, "ticked": told.get("ticked", told["role"] in {"result", "share"})}


def _written(code: str) -> tuple[str, Any]:
    name, _sign, value = code.partition("=")
    match name:
        case "v":
            return "value", value
        case "p":
            return "period", "" if value == "none" else value.replace("@", "as of ")
        case "also":
            return "also", {"value": value, "unit": "percent"}
        case "~":
            return "also", {"unit": "number"}
    raise ValueError(code)


def value_of(shown: str, meta: Mapping[str, str]) -> str:
    """The number as a program writes it, or nothing where there is none."""
    found = _NUMBER.search(shown)
    if found is None:
        return ""
    digits = re.sub(r"[ \u00a0\u202f]", "", found[0])
    if meta["language"] == "en":
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(".", "").replace(",", ".")
    return f"-{digits}" if shown.strip()[0] in "(−–-" else digits


def _sentence(block: str, match: re.Match[str]) -> str:
    before, after = strip(block[: match.start()]), strip(block[match.end() :])
    text = before + match[1] + after
    start = 0
    for end in (*[stop.end() for stop in _SENTENCE.finditer(text)], len(text) + 1):
        if len(before) < end:
            return " ".join(text[start:end].split())
        start = end
    raise AssertionError(text)
