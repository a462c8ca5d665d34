"""Lists, sets and dictionaries that a test module or a test class makes once, and what its functions do with them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from doctor.facts.sources.counted import added, claimed
from doctor.facts.sources.scopes import Grove, holds, lines_of
from doctor.knowledge.expressions import Reader
from doctor.knowledge.syntax import nodes_in
from doctor.model.flows import Pool, PoolUse

MAKERS = frozenset(
    """list dict set collections.defaultdict collections.deque collections.Counter collections.OrderedDict""".split()  # noqa: SIM905
)
GROWS = frozenset("append add update extend insert setdefault appendleft".split())  # noqa: SIM905
SHRINKS = frozenset("pop popitem clear remove discard popleft sort reverse".split())  # noqa: SIM905
COPIES = ("copy.copy", "copy.deepcopy", "dict", "list", "set", "tuple", "sorted", "json.dumps")
LOOKS = frozenset("len any all sum min max bool str repr print isinstance enumerate zip iter".split())  # noqa: SIM905
IDENTITIES = frozenset(
    """asyncio.get_running_loop asyncio.get_event_loop asyncio.current_task id os.getpid threading.get_ident
    threading.current_thread""".split()  # noqa: SIM905
)
DISPLAYS = (ast.List, ast.Dict, ast.Set)
Made = tuple[str, ast.ClassDef | None, ast.Assign | ast.AnnAssign]


def pools_of(tree: ast.Module, reader: Reader, data: bytes) -> tuple[Pool, ...]:
    """Those that are changed somewhere; a byte search spares the others, and so does a name of one letter, which
    functions of numbers have for their own."""
    made = [each for each in _made(tree.body, None, reader, _tested(tree.body)) if len(each[0]) > 1]
    made = [each for each in made if _may_change(each[0].encode(), data) and not _is_patched(each[0].encode(), data)]
    if not made:
        return ()
    words = b"|".join(re.escape(name.encode()) for name, _, _ in made)
    lines = lines_of(rb"\b(?:%b)\b" % words, data)
    grove = Grove([stmt for stmt in tree.body if holds(stmt, lines)], reader, lines)
    pools = [_pool(each, grove) for each in made]
    return tuple(pool for pool in pools if pool and any(use.how in ("grows", "drops") for use in pool.uses))


def _tested(body: list[ast.stmt]) -> set[str]:
    """The names of the classes of tests, and of those above them."""
    classes = [stmt for stmt in body if isinstance(stmt, ast.ClassDef)]
    names = {each.name for each in classes if "Test" in each.name}
    for each in reversed(classes):  # a base stands before what derives from it
        if each.name in names:
            names.update(base.id for base in each.bases if isinstance(base, ast.Name))
    return names


def _made(body: list[ast.stmt], klass: ast.ClassDef | None, reader: Reader, tested: set[str]) -> Iterator[Made]:
    for stmt in body:
        if isinstance(stmt, ast.ClassDef) and klass is None and stmt.name in tested:
            yield from _made(stmt.body, stmt, reader, tested)
        elif isinstance(stmt, (ast.Assign, ast.AnnAssign)):
            target = stmt.targets[0] if isinstance(stmt, ast.Assign) else stmt.target
            value = stmt.value
            is_call = isinstance(value, ast.Call) and reader.chain(value.func) in MAKERS
            if isinstance(target, ast.Name) and (isinstance(value, DISPLAYS) or is_call):
                yield target.id, klass, stmt


def _may_change(name: bytes, data: bytes) -> bool:
    # A letter before the name costs a look; a word boundary would keep `re` from its fast search.
    if b"= %b\n" % name in data or b".%b\n" % name in data:
        others = set(re.findall(rb"(?m)^[ \t]+(\w+) = (?:\w+\.)?%b$" % re.escape(name), data)) - {name}
        if any(_may_change(other, data) for other in others if b"= %b\n" % other not in data):
            return True
    if not any(name + end in data for end in (b"[", b".", b" +=", b" |=")):
        return False
    grows = b"|".join(each.encode() for each in GROWS)
    item, sign = rb"\[[^\n]{0,200}\]", rb"(?:[-+*/|&^%@]|//|\*\*|<<|>>)"
    found = rb"%b(?:(?:%b)?\.(?:%b)\(|\s*%b=|%b\s*%b?=(?!=))" % (re.escape(name), item, grows, sign, item, sign)
    is_dropped = b"del " in data and re.search(rb"\bdel [\w.]*%b\[" % re.escape(name), data) is not None
    return is_dropped or re.search(found, data) is not None


def _is_patched(name: bytes, data: bytes) -> bool:
    """Is it replaced by its name: `monkeypatch.setattr(TestCart, "items", [])`?"""
    word = rb"""["']%b["']""" % name
    return re.search(word, data) is not None and re.search(rb"(?:attr|object)\([^\n]{0,200}" + word, data) is not None


def _pool(made: Made, grove: Grove) -> Pool | None:
    """None where objects have one of their own, or where it is known under other names."""
    name, klass, stmt = made
    uses = []
    is_list = isinstance(stmt.value, ast.List) and not stmt.value.elts
    family = _family(klass, name, grove)
    for node in grove.named(name):
        if klass and _is_of_request(node):
            return None
        if grove.parents.get(node) is stmt or not _is_it(node, name, family, grove):
            continue
        for each in _followed(node, grove):
            how, key = _use(each, grove)
            if how == "elsewhere":
                return None
            if how:
                uses.append(_noted(each, how, key, grove, is_list))
    value = stmt.value
    empty = isinstance(value, ast.Call) or not (getattr(value, "elts", None) or getattr(value, "keys", None))
    place = grove.scopes[stmt].reader.place(stmt)
    return Pool(f"{klass.name}.{name}" if klass else name, place, empty, tuple(sorted(uses, key=lambda use: use.place)))


def _noted(node: ast.Name | ast.Attribute, how: str, key: str, grove: Grove, is_list: bool) -> PoolUse:
    """Things are counted of a list that begins empty."""
    scope, count = grove.scopes[node], -1
    if is_list:
        count = added(node, grove) if how == "grows" else claimed(node, grove)
    return PoolUse(how, key, scope.reader.place(node), scope.within, grove.is_late(node), _is_maybe(node, grove), count)


def _followed(node: ast.Name | ast.Attribute, grove: Grove) -> list[ast.Name | ast.Attribute]:
    """The thing itself; behind `payload = PAYLOAD` in a function, where the other name is read."""
    parent, scope = grove.parents.get(node), grove.scopes[node]
    target = parent.targets[0] if isinstance(parent, ast.Assign) and len(parent.targets) == 1 else None
    if not isinstance(target, ast.Name) or scope.node is None or scope.kind_of(target.id) != "local":
        return [node]
    named = [each for each in grove.named(target.id) if isinstance(each, ast.Name) and grove.scopes[each] is scope]
    read = [each for each in named if isinstance(each.ctx, ast.Load)]
    return [*read] if len(named) == len(read) + 1 else [node]


def _family(klass: ast.ClassDef | None, name: str, grove: Grove) -> list[ast.ClassDef]:
    """The class and those that derive from it, as far as they have no such name of their own."""
    family = [klass] if klass else []
    for each in sorted(grove.all(ast.ClassDef), key=lambda each: each.lineno) if klass else ():
        above = {getattr(base, "id", "") for base in each.bases} & {known.name for known in family}
        if above and not any(isinstance(stmt, ast.Assign) and _assigns(stmt, name) for stmt in each.body):
            family.append(each)
    return family


def _assigns(stmt: ast.Assign, name: str) -> bool:
    return any(getattr(target, "id", "") == name for target in stmt.targets)


def _is_it(node: ast.Name | ast.Attribute, name: str, family: list[ast.ClassDef], grove: Grove) -> bool:
    scope = grove.scopes[node]
    if not family:
        return isinstance(node, ast.Name) and scope.kind_of(name) in ("module", "")
    if not isinstance(node, ast.Attribute):
        return False
    if isinstance(node.value, ast.Name) and node.value.id in [klass.name for klass in family]:
        return scope.kind_of(node.value.id) == "module"
    return _is_of_self(node.value) and (scope.klass in family or any(each in family for each in grove.above(node)))


def _is_of_self(node: ast.expr) -> bool:
    """`self`, `cls`, `type(self)` or `self.__class__`."""
    if isinstance(node, ast.Call):
        return ast.unparse(node) == "type(self)"
    if isinstance(node, ast.Attribute) and node.attr == "__class__":
        node = node.value
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _is_of_request(node: ast.Name | ast.Attribute) -> bool:
    """`request.cls.items`: a fixture gives each test its own, perhaps."""
    of = node.value if isinstance(node, ast.Attribute) else None
    return isinstance(of, ast.Attribute) and of.attr in ("cls", "instance")


def _is_maybe(node: ast.expr, grove: Grove) -> bool:
    return any(isinstance(each, (ast.If, ast.IfExp, ast.Lambda, ast.ExceptHandler)) for each in grove.above(node))


def _use(node: ast.Name | ast.Attribute, grove: Grove) -> tuple[str, str]:
    """What is done with it, and with which key: "grows", "drops" (one key), "shrinks", "reads", …"""
    parent = grove.parents.get(node)
    if not isinstance(node.ctx, ast.Load):
        return ("grows", "") if isinstance(parent, ast.AugAssign) else ("elsewhere", "")
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return _of_item(parent, grove)
    if isinstance(parent, ast.Attribute):
        call = grove.parents.get(parent)
        is_call = isinstance(call, ast.Call) and call.func is parent
        if not is_call or _compares_identities(call, grove):
            return "elsewhere", ""  # a method that is handed on
        return _method(parent.attr), _constant(call.args[0]) if parent.attr == "setdefault" and call.args else ""  # type: ignore[union-attr]
    if isinstance(parent, (ast.Call, ast.keyword)):
        return _argument(parent, grove), ""
    if isinstance(parent, (ast.Starred, ast.Dict, ast.FormattedValue)):
        return "copies", ""
    if isinstance(
        parent, (ast.Compare, ast.Assert, ast.BoolOp, ast.UnaryOp, ast.If, ast.For, ast.comprehension, ast.Subscript)
    ):
        return "reads", ""
    return ("copies" if isinstance(parent, ast.BinOp) else "elsewhere"), ""


def _of_item(item: ast.Subscript, grove: Grove) -> tuple[str, str]:
    """`POOL["x"]`, `POOL["x"]["y"] = 1`, `POOL["x"].append(1)`."""
    key = _constant(item.slice)
    if isinstance(item.slice, ast.Slice):
        return ("reads" if isinstance(item.ctx, ast.Load) else "shrinks"), ""
    here: ast.AST = item
    while isinstance(above := grove.parents.get(here), ast.Subscript) and above.value is here:
        here = above
    if isinstance(here, ast.Subscript) and not isinstance(here.ctx, ast.Load):
        if isinstance(here.ctx, ast.Del):
            return ("drops" if here is item and key else "shrinks"), key
        return "grows", key
    method = grove.parents.get(here)
    call = grove.parents.get(method) if method else None
    if isinstance(method, ast.Attribute) and isinstance(call, ast.Call) and call.func is method:
        return ("grows" if method.attr in GROWS else "shrinks" if method.attr in SHRINKS else "reads"), key
    return "reads", key


def _compares_identities(call: ast.AST | None, grove: Grove) -> bool:
    """Is something kept to see whether another test has the same one? Only two tests can tell."""
    inner = [each for each in nodes_in(call) if isinstance(each, ast.Call)] if call else []
    return any(grove.scopes[each].reader.chain(each.func) in IDENTITIES for each in inner)


def _method(name: str) -> str:
    if name in GROWS:
        return "grows"
    if name == "copy":
        return "copies"
    return "shrinks" if name in SHRINKS else "reads"


def _argument(parent: ast.Call | ast.keyword, grove: Grove) -> str:
    call = grove.parents.get(parent) if isinstance(parent, ast.keyword) else parent
    if not isinstance(call, ast.Call) or (isinstance(parent, ast.keyword) and parent.arg is None):
        return "copies"
    chain = grove.scopes[call].reader.chain(call.func)
    last = chain.rpartition(".")[2]
    if chain in COPIES:
        return "copies"
    is_guard = chain.endswith(("patch.dict", "setitem", "delitem", "patch.object"))
    if is_guard:
        return "shrinks"
    return "reads" if chain in LOOKS or last.startswith("assert") else "hands"


def _constant(node: ast.expr) -> str:
    return repr(node.value) if isinstance(node, ast.Constant) else ""
