"""The faults that are put into a module: small changes of its syntax tree, one at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

import attrs

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
}


@attrs.frozen
class Fault:
    """One change: the ``line`` it is on and its code before and after.

    ``within`` is the statement around a bare number or truth value, which means nothing by itself. ``tree`` is the
    module without the change; ``at`` and ``number`` say which node is changed, and how.
    """

    line: int
    before: str
    after: str
    tree: ast.Module = attrs.field(eq=False, repr=False)
    at: int
    number: int
    within: str

    @property
    def name(self) -> str:
        """Identifies the fault in ``equivalent.txt``, independently of line numbers."""
        return f"{self.before} -> {self.after}" + (f" in {self.within}" if self.within else "")

    @property
    def changed(self) -> ast.Module:
        """The whole module with the change."""
        changed = copy.deepcopy(self.tree)
        _change(next(each for n, each in enumerate(ast.walk(changed)) if n == self.at), self.number)
        return ast.fix_missing_locations(changed)

    @property
    def source(self) -> str:
        """Its source."""
        return ast.unparse(self.changed)


def faults(source: str) -> Iterator[Fault]:
    """Every fault of a module, in the order of its syntax tree."""
    tree = ast.parse(source)
    _without_types(tree)
    statements = {
        id(part): statement
        for statement in ast.walk(tree)
        if isinstance(statement, ast.stmt)
        for part in ast.walk(statement)
    }  # the innermost comes last
    for at, node in enumerate(ast.walk(tree)):
        for number in range(_choices(node)):
            place = copy.deepcopy(node)
            before = ast.unparse(place)
            _change(place, number)
            after = ast.unparse(place)
            if before != after:
                within = _short(ast.unparse(statements[id(node)])) if isinstance(node, ast.Constant) else ""
                yield Fault(getattr(node, "lineno", 0), _short(before), _short(after), tree, at, number, within)


def _without_types(tree: ast.AST) -> None:
    """Docstrings and what only type checkers read cannot be at fault here."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if getattr(node, name, None) is not None and not isinstance(node, ast.AnnAssign):
                setattr(node, name, None)


def _choices(node: ast.AST) -> int:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            return 1
        case ast.BoolOp() | ast.IfExp():
            return 1
        case ast.UnaryOp(op=ast.Not()):
            return 1
        case ast.BinOp(op=op) if type(op) in _REACHED and not _is_text(node):
            return 1
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return 0
        case ast.If() | ast.While():
            return 2 if isinstance(node, ast.If) else 1
        case ast.Constant(value=bool()):
            return 1
        case ast.Constant(value=int()):
            return 1
        case ast.Break() | ast.Continue():
            return 1
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            return 1
        case _:
            return 0


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) or _is_string(side) for side in sides)


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _change(node: ast.AST, number: int) -> None:
    match node:
        case ast.Compare(ops=[op]):
            node.ops = [_COMPARED[type(op)]()]
        case ast.BoolOp(op=op):
            node.op = ast.And() if isinstance(op, ast.Or) else ast.Or()
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
        case ast.UnaryOp():
            node.op = ast.UAdd()  # +x of a truth value is the value itself
            node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
        case ast.BinOp(op=op):
            node.op = _REACHED[type(op)]()
        case ast.If() | ast.While():
            node.test = ast.Constant(number == 1)
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case ast.Break() | ast.Continue():
            _become(node, ast.Pass())
        case ast.Expr() | ast.AugAssign():
            _become(node, ast.Pass())


def _become(node: ast.AST, other: ast.AST) -> None:
    node.__class__ = other.__class__
    node.__dict__.clear()


def _short(code: str) -> str:
    line = " ".join(code.split("\n")[0].split())
    return line if len(line) <= 90 else f"{line[:89]}…"
