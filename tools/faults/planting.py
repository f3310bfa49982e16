"""The small faults that could be planted in a file."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parent.parent.parent
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE,
}  # fmt: skip
MOMENTS = {"now", "monotonic"}


@dataclass(frozen=True, order=True)
class Fault:
    """A place in a file, and what stands there instead."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str
    text: str

    def planted(self, source: str) -> str:
        """The source with the fault in it, on as many lines."""
        lines = source.encode().splitlines(keepends=True)
        head = b"".join(lines[: self.line - 1]) + lines[self.line - 1][: self.column]
        tail = lines[self.end_line - 1][self.end_column :] + b"".join(lines[self.end_line :])
        lines_left = "\n" * (self.end_line - self.line)
        return (head + f"({self.text}{lines_left})".encode() + tail).decode()

    @property
    def module(self) -> str:
        """The name of the module that the fault is in."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def functions(self) -> dict[tuple[str, int], CodeType]:
        """The functions that the fault changes, by name and line.

        None where it is in what a module does when it is imported, or where it changes what a function
        keeps of those around it: that cannot be put into a module that is loaded.
        """
        source = (ROOT / self.path).read_text()
        before = _functions_of(compile(source, ROOT / self.path, "exec"))
        after = _functions_of(compile(self.planted(source), ROOT / self.path, "exec"))
        changed = {place: code for place, code in after.items() if code != before.get(place)}
        kept = all(
            code.co_freevars == before[place].co_freevars
            for place, code in changed.items()
            if place in before
        )
        return changed if kept else {}


def is_plantable(fault: Fault) -> bool:
    """Whether the fault can be put into a module that is loaded."""
    return bool(fault.functions)


def _functions_of(code: CodeType) -> dict[tuple[str, int], CodeType]:
    """The functions in a module or in a function, by name and line."""
    found: dict[tuple[str, int], CodeType] = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= _functions_of(inner)
            if inner.co_flags & inspect.CO_OPTIMIZED:
                found[inner.co_qualname, inner.co_firstlineno] = inner
    return found


def is_no_behaviour(node: ast.AST) -> bool:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="logger" | "logging"))):
            return True
    return False


def has_limit(node: ast.AST) -> bool:
    """Whether it is about a moment or a limit that somebody chose: one more or less is no other rule."""
    names = {getattr(inner, "id", getattr(inner, "attr", "")) for inner in ast.walk(node)}
    return any(name.isupper() or name in MOMENTS for name in names)


def faulty(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Each fault of the node: its kind, the expression that goes, the one that comes."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            others = {**FLIPPED, **REVERSED} if has_limit(node) else FLIPPED
            yield "flipped comparison", node, ast.Compare(left, [others[type(operator)]()], [right])
        case ast.BoolOp(op=operator, values=values):
            for number in range(len(values)):
                kept = values[:number] + values[number + 1 :]
                left = kept[0] if len(kept) == 1 else ast.BoolOp(operator, kept)
                yield "dropped condition", node, left
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right):
            swapped = ast.Sub() if isinstance(operator, ast.Add) else ast.Add()
            # Texts and lists are joined with the same sign, and never subtracted.
            numbers = (
                isinstance(side, ast.Constant) and type(side.value) is int for side in (left, right)
            )
            if any(numbers) and not has_limit(node):
                yield "swapped sign", node, ast.BinOp(left, swapped, right)
        case ast.Constant(value=int() as value) if value is not True and value is not False:
            # Elsewhere it is a size or a limit that somebody chose.
            is_counted = ast.Compare | ast.BinOp | ast.Subscript | ast.Slice | ast.Return
            if isinstance(parent, is_counted) and not has_limit(parent):
                yield "off by one", node, ast.Constant(value + 1)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield "negated condition", test, ast.UnaryOp(ast.Not(), test)


def faults_in(path: Path) -> Iterator[Fault]:
    """Every fault that could be planted in a file."""
    nodes: list[tuple[ast.AST, ast.AST]] = [(ast.parse(path.read_text()), ast.Module([], []))]
    while nodes:
        node, parent = nodes.pop()
        if is_no_behaviour(node):
            continue
        for kind, old, new in faulty(node, parent):
            place = (old.lineno, old.col_offset, old.end_lineno or 0, old.end_col_offset or 0)
            yield Fault(str(path.relative_to(ROOT)), *place, kind, ast.unparse(new))
        for name, value in ast.iter_fields(node):
            if name not in ("annotation", "returns"):
                inner = value if isinstance(value, list) else [value]
                nodes += [(child, node) for child in inner if isinstance(child, ast.AST)]
