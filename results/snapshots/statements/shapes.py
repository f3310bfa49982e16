"""The shape of a SELECT: what its text says, whatever the parameters.

Only what the text says of every row counts: the conditions joined by AND, and what is equal. What
is not understood is left out, which makes a need broader and never wrong.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from .conditions import Test, parts_of, place_in, test_of
from .needs import NOT_NULL, NULL
from .scopes import Place, Scope
from .tables import private_tables, tables

if TYPE_CHECKING:
    from collections.abc import Iterator


class NotUnderstood(ValueError):
    """The statement cannot be read: its answer may depend on anything."""


@dataclass(frozen=True, slots=True)
class Link:
    """A column of an object that is equal to one of another, by the number of that."""

    column: str
    other: int
    other_column: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One object of the statement: the rows of a root's table that meet the tests and the links."""

    table: str
    tests: tuple[Test, ...] = ()
    links: tuple[Link, ...] = ()


@lru_cache(maxsize=2000)
def shape_of(text: str, dialect: str) -> tuple[Wanted, ...]:
    """What the text, with the marks :p0, :p1, …, could find; raises NotUnderstood."""
    tree = _tree_of(text, dialect)
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    scopes: dict[int, Scope] = {}
    seen: set[int] = set()
    for select in tree.find_all(exp.Select):
        outer = select.find_ancestor(exp.Select)
        scope = scopes[id(select)] = Scope(scopes.get(id(outer)))
        sources = list(_sources(select))
        for source in sources:
            if isinstance(source, exp.Table) and source.name not in named:
                seen.add(id(source))
                _check(source.name)
                scope.aliases[source.alias_or_name] = source.name
        if len(sources) == 1:
            scope.only = next(iter(scope.aliases), "")
        _read(select, scope)
        _compare_with_list(select, scope)
    found = _Objects(list(scopes.values())).wanted()
    for table in tree.find_all(exp.Table):
        if id(table) not in seen and table.name not in named:
            _check(table.name)
            if table.name not in private_tables():
                found.append(Wanted(tables()[table.name].root))
    return tuple(found)


def _tree_of(text: str, dialect: str) -> exp.Expr:
    try:
        trees = parse(text, dialect=dialect)
    except (SqlglotError, RecursionError) as error:
        raise NotUnderstood(text) from error
    found = [tree for tree in trees if tree is not None]
    if len(found) != 1 or not isinstance(found[0], exp.Query):
        raise NotUnderstood(text)
    return found[0]


def _check(name: str) -> None:
    if name not in tables() and name not in private_tables():
        raise NotUnderstood(name)


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    start = select.args.get("from_")
    if start is not None:
        yield start.this
    for join in select.args.get("joins") or ():
        yield join.this


def _read(select: exp.Select, scope: Scope) -> None:
    joins = select.args.get("joins") or ()
    if any(join.side in ("RIGHT", "FULL") for join in joins):
        # Each table may have rows that nothing suits.
        scope.optional.update(scope.aliases)
        joins = ()
    for join in joins:
        joined = join.this.alias_or_name if join.side == "LEFT" else ""
        if joined:
            scope.optional.add(joined)
        for part in parts_of(join.args.get("on")):
            if isinstance(part, exp.EQ):
                scope.equate(place_in(part.this, scope), place_in(part.expression, scope), joined)
    where = select.args.get("where")
    for part in parts_of(where.this if where else None):
        if isinstance(part, exp.EQ) and scope.equate(
            place_in(part.this, scope), place_in(part.expression, scope)
        ):
            continue
        found = test_of(part, scope)
        # That nothing was joined says nothing of the rows that could have been.
        if found is not None and (found[1].operator != NULL or found[0][0] not in scope.optional):
            scope.tests.append(found)


def _compare_with_list(select: exp.Select, scope: Scope) -> None:
    """Read "x IN (SELECT y …)": of its rows only those matter that have the x of a row."""
    if any(select.args.get(name) for name in _GATHERING) or scope.outer is None:
        return
    parent = select.parent
    if isinstance(parent, exp.Subquery):
        parent = parent.parent
    if not isinstance(parent, exp.In) or len(select.expressions) != 1:
        return
    if parent.find_ancestor(exp.Where, exp.Select) is not parent.find_ancestor(exp.Where):
        return
    inner = place_in(select.expressions[0].unalias(), scope)
    outer = place_in(parent.this, scope.outer)
    if inner is None or inner[0] not in scope.aliases or outer is None:
        return
    owner = scope.outer.owner_of(outer[0])
    if owner is not None and _has_value(inner, scope):
        scope.suit(inner, owner, outer)


# What makes a row of a list depend on others.
_GATHERING = ("limit", "offset", "group", "having", "distinct", "windows", "with_")


def _has_value(place: Place, scope: Scope) -> bool:
    """Whether no row has NULL there, which "NOT IN" would take for any value."""
    table = tables().get(scope.aliases[place[0]])
    is_key = table is not None and place[1] == table.own_key and place[0] not in scope.optional
    return is_key or any(
        test.operator == NOT_NULL for tested, test in scope.tests if tested == place
    )


class _Objects:
    """The objects of all scopes: the tables of one that are joined by their keys are one object."""

    def __init__(self, scopes: list[Scope]) -> None:
        self._groups: list[tuple[Scope, str, list[str]]] = []
        self._numbers: dict[tuple[int, str], int] = {}
        for scope in scopes:
            self._group(scope)

    def _group(self, scope: Scope) -> None:
        together: dict[tuple[Place, str], list[str]] = defaultdict(list)
        for alias, name in scope.aliases.items():
            table = tables().get(name)
            if table is not None:
                key = scope.joined_to((alias, table.own_key))
                together[scope.find(key), table.root].append(alias)
        for (_place, root), members in together.items():
            for alias in members:
                self._numbers[id(scope), alias] = len(self._groups)
            self._groups.append((scope, root, members))

    def wanted(self) -> list[Wanted]:
        """What each object is wanted for."""
        return [
            Wanted(
                root,
                tuple(dict.fromkeys(self._tests(scope, members))),
                tuple(dict.fromkeys(self._links(number, scope, members))),
            )
            for number, (scope, root, members) in enumerate(self._groups)
        ]

    def _tests(self, scope: Scope, members: list[str]) -> Iterator[Test]:
        for alias in members:
            for column, name in _columns(scope.aliases[alias]).items():
                for test in scope.tests_of((alias, column)):
                    yield test.of(name)

    def _links(self, number: int, scope: Scope, members: list[str]) -> Iterator[Link]:
        for alias in members:
            for column, name in _columns(scope.aliases[alias]).items():
                for owner, place in scope.equals_of((alias, column)):
                    other = self._numbers.get((id(owner), place[0]))
                    if other is not None and other != number:
                        other_name = _columns(owner.aliases[place[0]]).get(place[1])
                        if other_name:
                            yield Link(name, other, other_name)


def _columns(name: str) -> dict[str, str]:
    """The columns of a table that are known in its root's, by the name that they have there."""
    table = tables()[name]
    columns = {table.own_key: tables()[table.root].root_key}
    return columns | ({column: column for column in table.columns} if table.is_root else {})
