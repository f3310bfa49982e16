"""The conditions of a SELECT, as its text has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlglot import exp

from .needs import EQUAL, NOT_NULL, NULL, PREFIX
from .tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scopes import Place, Scope

BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on a column: its values are numbers of marks, or words of the statement."""

    column: str
    operator: str
    marks: tuple[int, ...] = ()
    words: tuple[str, ...] = ()

    def of(self, column: str) -> Test:
        """The same test of another column."""
        return replace(self, column=column)


def parts_of(condition: exp.Expr | None) -> Iterator[exp.Expr]:
    """The conditions that are joined by AND."""
    if isinstance(condition, exp.Paren):
        yield from parts_of(condition.this)
    elif isinstance(condition, exp.And):
        yield from parts_of(condition.this)
        yield from parts_of(condition.expression)
    elif condition is not None:
        yield condition


def place_in(node: exp.Expr | None, scope: Scope) -> Place | None:
    """The place that a column names, in the scope or around it; None for anything else."""
    node = _bare(node)
    if not isinstance(node, exp.Column):
        return None
    if node.table:
        return (node.table, node.name) if scope.owner_of(node.table) else None
    # Without a table's name it is clear only if there is one table.
    return (scope.only, node.name) if scope.only else None


def test_of(part: exp.Expr, scope: Scope) -> tuple[Place, Test] | None:
    """The test that a condition is of a column of the scope itself; None for any other."""
    found = _test(part, scope)
    return found if found and found[0][0] in scope.aliases else None


def _test(part: exp.Expr, scope: Scope) -> tuple[Place, Test] | None:
    if isinstance(part, exp.Escape):
        if part.expression.name != "\\":
            return None
        part = part.this
    if isinstance(part, exp.Column):
        place = place_in(part, scope)
        return (place, _true(place, scope)) if place else None
    if isinstance(part, exp.Not):
        return _negated(part.this, scope)
    tested = part.this if isinstance(part.this, exp.Expr) else None
    # What a text begins with, it does however it is cast.
    place = place_in(_uncast(tested) if isinstance(part, exp.Like) else tested, scope)
    return _compared(part, place) if place else None


def _true(place: Place, scope: Scope) -> Test:
    owner = scope.owner_of(place[0])
    table = tables().get(owner.aliases[place[0]]) if owner else None
    if table is not None and place[1] in table.flags:
        return Test(place[1], EQUAL, words=("1",))
    # Any number but 0 is true.
    return Test(place[1], NOT_NULL)


def _compared(part: exp.Expr, place: Place) -> tuple[Place, Test] | None:
    column = place[1]
    if isinstance(part, exp.Is) and isinstance(part.expression, exp.Null):
        return place, Test(column, NULL)
    if isinstance(part, exp.Between):
        marks = _marks([part.args["low"], part.args["high"]])
        return (place, Test(column, BETWEEN, marks)) if marks else None
    if isinstance(part, exp.Like):
        marks = _marks([part.expression])
        return (place, Test(column, PREFIX, marks)) if marks else None
    if isinstance(part, exp.EQ):
        return _equal(place, [part.expression])
    if isinstance(part, exp.In) and not part.args.get("query"):
        return _equal(place, part.expressions)
    return None


def _negated(inner: exp.Expr, scope: Scope) -> tuple[Place, Test] | None:
    inner = _bare(inner) or inner
    place = place_in(inner, scope)
    if place:
        return place, Test(place[1], EQUAL, words=("0",))
    if isinstance(inner, exp.Is) and isinstance(inner.expression, exp.Null):
        place = place_in(inner.this, scope)
        return (place, Test(place[1], NOT_NULL)) if place else None
    return None


def _equal(place: Place, values: list[exp.Expr]) -> tuple[Place, Test] | None:
    marks: list[int] = []
    words: list[str] = []
    for value in values:
        word = _word(value)
        if word is not None:
            words.append(word)
        elif found := _marks([value]):
            marks += found
        else:
            return None
    if not marks and not words:
        return None
    return place, Test(place[1], EQUAL, tuple(marks), tuple(words))


def _bare(node: exp.Expr | None) -> exp.Expr | None:
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _uncast(node: exp.Expr | None) -> exp.Expr | None:
    while isinstance(node, exp.Paren) or (
        isinstance(node, exp.Cast) and node.to.this in exp.DataType.TEXT_TYPES
    ):
        node = node.this
    return node


def _word(node: exp.Expr) -> str | None:
    if isinstance(node, exp.Literal):
        return str(node.name)
    return str(int(node.this)) if isinstance(node, exp.Boolean) else None


def _marks(nodes: list[exp.Expr]) -> tuple[int, ...]:
    """The numbers of the marks that the nodes are, or none at all."""
    numbers: list[int] = []
    for node in nodes:
        bare = _bare(node)
        if isinstance(bare, exp.Any):
            bare = _bare(bare.this)
        if isinstance(bare, exp.Cast) and not bare.to.expressions:
            bare = _bare(bare.this)
        if not isinstance(bare, exp.Placeholder):
            return ()
        numbers.append(int(bare.name[1:]))
    return tuple(numbers)
