"""The scope of one SELECT: its tables by their aliases, what is equal in it, what is tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conditions import Test

# An alias and a column.
Place = tuple[str, str]


class Scope:
    """What one SELECT says; `outer` is the one that it stands in.

    A row of the inner one must suit the row of the outer one that it is asked for, not the other
    way round: what is known of the outer one holds for the inner one only. It is the same with a
    table that is joined if it has a row that suits (`optional`), and what it is joined to.
    """

    def __init__(self, outer: Scope | None) -> None:
        self.outer = outer
        self.aliases: dict[str, str] = {}
        self.optional: set[str] = set()
        # The alias that a column without one belongs to; "" where that is not clear.
        self.only = ""
        self.tests: list[tuple[Place, Test]] = []
        self._equal: dict[Place, Place] = {}
        # A place here, and the place that a row must suit which is there already.
        self._suits: list[tuple[Place, Scope, Place]] = []

    def find(self, place: Place) -> Place:
        """The place that stands for all that are equal to this one in every row."""
        while (next_one := self._equal.get(place, place)) != place:
            place = next_one
        return place

    def equate(self, one: Place | None, other: Place | None, joined: str = "") -> bool:
        """Note that the two are equal; False where that cannot be said of places known here.

        `joined` is the table whose rows alone it is said of, if it is not said of all.
        """
        if one is None or other is None:
            return False
        if one[0] not in self.aliases:
            one, other = other, one
        owner = self.owner_of(other[0])
        if one[0] not in self.aliases or owner is None:
            return True
        if joined and joined not in (one[0], other[0]):
            return True
        if owner is not self:
            if not joined or one[0] == joined:
                self.suit(one, owner, other)
        elif joined and one[0] != other[0]:
            inner, outer = (one, other) if one[0] == joined else (other, one)
            self.suit(inner, self, outer)
        elif not joined:
            first, second = self.find(one), self.find(other)
            if first != second:
                self._equal[first] = second
        return True

    def suit(self, place: Place, owner: Scope, outer: Place) -> None:
        """Note that only rows with this place as that one matter."""
        self._suits.append((place, owner, outer))

    def owner_of(self, alias: str) -> Scope | None:
        """The scope that the alias belongs to: this one or one around it."""
        scope: Scope | None = self
        while scope is not None and alias not in scope.aliases:
            scope = scope.outer
        return scope

    def joined_to(self, place: Place) -> Place:
        """The place of this scope that rows of this one are joined to, or itself."""
        for inner, owner, outer in self._suits:
            if inner == place and owner is self:
                return outer
        return place

    def tests_of(self, place: Place) -> Iterator[Test]:
        """The tests that a place must pass, its own and those of what it equals."""
        for scope, other in self.equals_of(place):
            yield from scope._own_tests(other)
            # Where rows must have been joined, they are equal after all.
            for inner, owner, outer in scope._suits:
                if owner is scope and outer == other:
                    yield from scope._own_tests(inner)

    def _own_tests(self, place: Place) -> Iterator[Test]:
        return (test for tested, test in self.tests if tested == place)

    def equals_of(self, place: Place) -> Iterator[tuple[Scope, Place]]:
        """The places that this one equals wherever its row matters, itself included."""
        found: dict[tuple[int, Place], tuple[Scope, Place]] = {}
        waiting: list[tuple[Scope, Place]] = [(self, place)]
        while waiting:
            scope, one = waiting.pop()
            if (id(scope), one) in found:
                continue
            found[id(scope), one] = (scope, one)
            here = scope.find(one)
            waiting += [
                (scope, other)
                for other in {*scope._equal, *scope._equal.values()}
                if scope.find(other) == here
            ]
            waiting += [(owner, outer) for inner, owner, outer in scope._suits if inner == one]
        yield from found.values()
