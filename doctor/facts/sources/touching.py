"""Takes down what code does to state that the process shares, while the file is walked."""

from __future__ import annotations

import ast

from doctor.facts.sources import items, states
from doctor.facts.sources.items import disables, entry_of, place_in, stays, text, third
from doctor.facts.sources.loggers import is_shared_logger, logger_name
from doctor.facts.sources.notes import Context
from doctor.facts.sources.paths import text_of
from doctor.facts.sources.registered import METHODS, registered
from doctor.facts.sources.taking import Taking


class Touching(Taking):
    """What one file touches, so far."""

    # Writes

    def write(
        self, target: ast.Attribute | ast.Subscript, value: ast.expr | None, chain: str, context: Context
    ) -> None:
        """`os.environ["X"] = …`, `module.attribute = …`, `del sys.modules["x"]`, `REGISTRY["x"] = …`."""
        how = "remove" if value is None else "set"
        if items.is_stood_in(chain, context):
            return
        if isinstance(target, ast.Subscript) and (whole := self._whole(target.value, context)):
            self._add("attribute", whole, "all", target, context)
        if chain.removesuffix("[]").endswith(".handlers"):  # all of a logger's at once
            self._add("handlers", "", "remove", target, context, value)
        if isinstance(target, ast.Subscript):
            state = chain.removesuffix("[]")
            if state in states.MAPPINGS:
                self._add(state, self._item(target.slice, context), how, target, context, value)
            elif state == "sys.path":
                self._add(state, "", "all", target, context, value)
            elif state in self._tables and context.scope is not None and not context.scope.owns(state):
                self._add("global", place_in(target), how, target, context, value)
            else:
                self._entry(target, value, how, context)
        elif chain in (*states.MAPPINGS, "sys.path"):
            self._add(chain, "", "all", target, context, value)
        else:
            self._attribute(target, value, how, context)

    def merge(self, node: ast.AugAssign, context: Context) -> bool:
        """`os.environ |= {…}`: is it that?"""
        state = context.reader.chain(node.target)
        if state not in states.MAPPINGS:
            return False
        value = node.value
        pairs = zip(value.keys, value.values, strict=True) if isinstance(value, ast.Dict) else [(None, value)]
        for key, each in pairs:
            self._add(state, self._item(key, context), "set", node.target, context, each)
        return True

    def _entry(self, target: ast.Subscript, value: ast.expr | None, how: str, context: Context) -> None:
        """`REGISTRY["x"] = …`, `sys.argv[1:] = …`: a place in something imported."""
        of = self._imported(target.value, context)
        if of == "sys.argv":
            is_saved = isinstance(value, ast.Name)  # a slice of it is not the whole of it
            self._add("attribute", of, "set", target, context, value if is_saved else None)
        elif of and (how != "set" or not self._is_own_class(target.slice, context)):
            self._add("entry", entry_of(of, target.slice), how, target, context, value)
        elif isinstance(target.value, ast.Subscript) and (outer := self._imported(target.value.value, context)):
            keys = (target.value.slice, target.slice)  # SETTINGS["db"]["url"]
            if all(isinstance(key, ast.Constant) for key in keys):
                self._add("entry", entry_of(entry_of(outer, keys[0]), keys[1]), how, target, context, value)

    def _is_own_class(self, key: ast.expr, context: Context) -> bool:
        """Is it a class of this file, under which no other file looks for anything?"""
        is_known = isinstance(key, ast.Name) and key.id in self._classes
        return is_known and not (context.scope and context.scope.owns(getattr(key, "id", "")))

    def _attribute(self, target: ast.Attribute, value: ast.expr | None, how: str, context: Context) -> None:
        scope = context.scope
        of = context.reader.chain(target.value)
        if of == "decimal.getcontext()":
            self._add("decimal context", "", how, target, context, value)
        if scope is None:
            return
        if target.attr in states.OF_LOGGERS and is_shared_logger(target.value, of, scope):
            self._add("logger", target.attr, how, target, context, value)
            return
        if target.attr == "__dict__" and (whole := self._whole(target, context)):
            self._add("attribute", whole, "all", target, context)
            return
        found = items.class_attribute(target, scope) or self._shared(target, context)
        if found:
            self._add(*found, how, target, context, value)

    def asserted(self, test: ast.expr, context: Context) -> None:
        """`assert "x" not in sys.modules`, `assert key not in CACHE`, `assert shop.x is None`: it is gone by then."""
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotIn):
            self._gone(test.left, test.comparators[0], context)
        elif isinstance(test, ast.Compare) and items.is_none_asked(test):
            self._none(test.left, context)

    def _none(self, node: ast.expr, context: Context) -> None:
        if isinstance(node, ast.Attribute) and (found := self._shared(node, context)):
            self._add(*found, "gone", node, context)

    def _gone(self, key: ast.expr, container: ast.expr, context: Context) -> None:
        state = context.reader.chain(container)
        if state in states.MAPPINGS:
            self._add(state, self._item(key, context), "gone", container, context)
        elif of := self._imported(container, context):
            self._add("entry", entry_of(of, key), "gone", container, context)

    def name(self, target: ast.expr, value: ast.expr | None, context: Context) -> None:
        """A name that a function assigns: the module's own one behind `global`."""
        scope = context.scope
        if scope is not None and isinstance(target, ast.Name) and target.id in scope.globals:
            self._add("global", target.id, "set", target, context, value)

    # Calls

    def call(self, node: ast.Call, chain: str, context: Context) -> None:
        """A call that touches shared state, guards it or may put it back."""
        last = chain.rpartition(".")[2]
        if last in states.ENDS and not items.is_stood_in(chain, context):
            self._known(node, chain, last, context)
        if context.inner and (context.blocks or context.function):
            self._perhaps(node, chain, last, context)

    def _known(self, node: ast.Call, chain: str, last: str, context: Context) -> None:
        first = node.args[0] if node.args else None
        if chain in states.CALLS:
            self._mapping(*states.CALLS[chain], node, context)
        elif chain == "locale.setlocale" and len(node.args) + len(node.keywords) < 2:
            return  # it only asks
        elif chain in states.LOGGING:
            if disables(node):
                self._add("loggers", "", "set", node, context)
        elif chain in states.WHOLE:
            state, how = states.WHOLE[chain]
            given = [*node.args, *(each.value for each in node.keywords)]
            self._add(state, "", how, node, context, given[-1] if given else None)
        elif chain in states.EITHER:
            given = [*node.args, *(each.value for each in node.keywords)]
            how, value = "set" if node in self.statements else "guard", given[-1] if given else None
            self._add(states.EITHER[chain], "", how, node, context, value)
        elif last == "assertNotIn" and len(node.args) > 1:
            self._gone(node.args[0], node.args[1], context)
        elif last == "assertIsNone" and node.args:
            self._none(node.args[0], context)
        elif last in ("setLevel", "addHandler", "removeHandler") and isinstance(node.func, ast.Attribute):
            self._of_logger(node, node.func, first, context)
        elif chain in states.CONTEXTS or last in states.CONTEXTS:
            self._add(states.CONTEXTS.get(chain) or states.CONTEXTS[last], "", "guard", node, context)
        elif last in states.PATCHED and "." in chain:
            if last == "chdir" and (items.is_stand_in(chain) or self._is_own(node, context)):
                return  # or one that may go back
            state, position = states.PATCHED[last]
            item = self._item(first, context) if position == 0 else ""
            within = context.scope.node if context.scope else None
            self._add(state, item, "set" if stays(node, chain, within) else "guard", node, context)
        elif last in ("setattr", "delattr", "setitem", "delitem", "patch", "object", "dict"):
            self._patch(node, chain, last, context)
        elif last in states.ENTERING and isinstance(first, ast.Call):
            words = [context.reader.chain(first.func), *map(text, first.args), *(each.arg for each in first.keywords)]
            self._add("call", " ".join(word for word in words if word), "guard", node, context)
        elif last in states.LATER and first is not None:
            self._later(node, first, context)
        elif chain in states.FILES:
            self._file(node, last, states.FILES[chain], context, "c" if chain == "shelve.open" else "r")
        elif last in states.OF_PATHS and isinstance(node.func, ast.Attribute):
            self._file(node, last, -1, context)
        elif last == "__init__" and isinstance(node.func, ast.Attribute):
            if whole := self._imported(node.args[0] if node.args else node.func.value, context):
                self._add("attribute", whole, "all", node, context)
        elif last in states.CHANGES and isinstance(node.func, ast.Attribute):
            self._change(node, node.func, states.CHANGES[last], context)
        if last in METHODS and (found := registered(node, chain, self._imported, context)):
            self._add(*found[:3], node, context.owned_by(context.within), found[3])

    def _is_own(self, node: ast.Call, context: Context) -> bool:
        """Is it a function of the project's, or of another module, of which is not known whether it goes back?"""
        return not isinstance(node.func, ast.Attribute) or bool(self._imported(node.func.value, context))

    def _change(self, node: ast.Call, func: ast.Attribute, how: str, context: Context) -> None:
        """`REGISTRY.append(…)`, `registry.pop("x")`: only constants are known to be lists, sets or dictionaries."""
        if whole := self._whole(func.value, context):
            self._add("attribute", whole, "all", node, context)
            return
        of = self._imported(func.value, context)
        if how != "add" and isinstance(func.value, ast.Attribute) and func.value.attr == "handlers":
            self._add("handlers", "", "remove", node, context)
        if of and func.attr == "update" and of.rpartition(".")[2] in states.CONFIGURATIONS:
            self._configuration(of, node, context)
            return
        is_constant = isinstance(func.value, ast.Name) and func.value.id.isupper()
        is_constant = is_constant or items.is_constant_list(func)
        if func.attr == "update" and len(node.args) > 1:
            return  # no dictionary's: `HEADER.update(answer, "text/plain")` changes what it is given
        if of and (is_constant or func.attr in ("pop", "clear")):
            is_one = how == "remove" and bool(node.args)
            self._add("entry", entry_of(of, node.args[0]) if is_one else of, how, node, context)

    def _configuration(self, of: str, node: ast.Call, context: Context) -> None:
        """`app.config.update(LIMIT=3)`, `plt.rcParams.update({"font.size": 20})`, key by key where these are known."""
        pairs = list(items.updated(node))
        is_one = len(pairs) == 1 and bool(node.keywords)
        for given, value in pairs:
            key = given if isinstance(given, str) else text(given)
            item = f"{of}[{key!r}]" if key else f"{of}[?]"
            self._add("entry", item, "set" if is_one and key else "add", node, context, value)

    def _of_logger(self, node: ast.Call, func: ast.Attribute, value: ast.expr | None, context: Context) -> None:
        """`logging.getLogger("shop").setLevel(…)`, `logger.addHandler(…)`."""
        of, scope = context.reader.chain(func.value), context.scope
        if value is None or scope is None:
            return
        is_made = of.endswith("getLogger()") or (isinstance(func.value, ast.Name) and scope.owns(of))
        if func.attr == "removeHandler":
            self._add("handlers", "", "remove", node, context)
        elif of == "logging.root" or (is_made and is_shared_logger(func.value, of, scope)):
            state = "log level" if func.attr == "setLevel" else "handlers"
            self._add(state, logger_name(func.value, scope), "set", node, context, value)

    def _mapping(self, state: str, how: str, node: ast.Call, context: Context) -> None:
        if how != "update":
            value = node.args[1] if len(node.args) > 1 else None
            item = self._item(node.args[0], context) if node.args else ""
            self._add(state, item, how, node, context, value)
            return
        for key, value in items.updated(node):
            item = key if isinstance(key, str) else self._item(key, context)
            self._add(state, item, "set", node, context, value)

    def _patch(self, node: ast.Call, chain: str, last: str, context: Context) -> None:
        """monkeypatch's and mock's methods, and the built-in `setattr`."""
        first = node.args[0] if node.args else None
        second = node.args[1] if len(node.args) > 1 else None
        if first is None or (last in ("object", "dict") and not chain.endswith(("patch.object", "patch.dict"))):
            return
        if last in ("setitem", "delitem", "dict") and (of := items.with_attributes(first)) is not None:
            self._add("attribute", context.reader.dotted(of), "guard", node, context)
            return
        target = text(first) or context.reader.dotted(first)
        is_plain = chain in ("setattr", "delattr")
        if last in ("setitem", "delitem", "dict"):
            if target in states.MAPPINGS:
                self._add(target, self._item(second, context) if last != "dict" else "", "guard", node, context)
            elif target:
                item = entry_of(target, second) if last != "dict" and second else target
                self._add("entry", item, "guard", node, context)
            return
        if (
            last == "object"
            or (last == "patch" and second and not text(first))
            or (last in ("setattr", "delattr") and (is_plain or not text(first)))
        ):
            target = f"{target}.{text(second) or '?'}" if target else ""
        if target in (*states.MAPPINGS, "sys.path"):
            self._add(target, "", "all" if is_plain else "guard", node, context)
        elif target and not (is_plain and not self._is_shared(first, context)):
            how = "remove" if chain == "delattr" else "set"
            self._add("attribute", target, how if is_plain else "guard", node, context, third(node))

    def _later(self, node: ast.Call, first: ast.expr, context: Context) -> None:
        """What is handed over to be called at the end."""
        chain = context.reader.chain(first)
        deferred = context.guarded("", "", "lambda")
        known = chain in states.CALLS or chain in states.WHOLE or chain in ("setattr", "delattr")
        if known:
            call = ast.copy_location(ast.Call(first, node.args[1:], node.keywords), node)
            self._known(call, chain, chain.rpartition(".")[2], deferred)
        elif isinstance(first, ast.Attribute) and (whole := self._whole(first.value, context)):
            self._add("attribute", whole, "all", first, deferred)
        elif chain:
            self._add("finalizer", chain, "call", first, deferred)
        for each in node.args[1:]:  # addCleanup(operator.delitem, os.environ, "X")
            name = context.reader.dotted(each)
            if not known and name in (*states.MAPPINGS, "sys.path"):
                self._add(name, "", "all", first, deferred)

    def _perhaps(self, node: ast.Call, chain: str, last: str, context: Context) -> None:
        """A call at the end of a function that may put things back, or one of a method that says what it guards."""
        function = context.function
        is_end = "finally" in context.blocks or (
            function is not None and (bool(function.yields) or function.name in states.TEARDOWNS)
        )
        if chain in states.CALLS or chain in states.WHOLE:
            return
        if is_end and (
            any(word in last.lower() for word in states.RESTORING) or items.hands_back(node, self._imported, context)
        ):
            self._add("call", chain, "call", node, context)
        elif chain == f"self.{last}" and any(word in last.lower() for word in states.GUARDING):
            self._add("call", chain, "guard", node, context)

    def _file(self, node: ast.Call, last: str, position: int, context: Context, default: str = "r") -> None:
        """A path that a function is given at this position, or whose method is called: then it is -1."""
        mode = node.args[position + 1] if len(node.args) > position + 1 else None
        mode = next((each.value for each in node.keywords if each.arg == "mode"), mode)
        if last in ("open", "ZipFile") and not set(text(mode) or default) & set("wax+cn"):
            return
        of_path = node.func.value if position < 0 and isinstance(node.func, ast.Attribute) else None
        path = of_path or (node.args[position] if len(node.args) > position >= 0 else None)
        scope = context.scope
        item = text_of(path, context.reader, scope.node if scope else None) if path is not None else ""
        if item.startswith("<") and not (scope and scope.owns(item[1:-1])):
            item = self._paths.get(item[1:-1], "" if of_path else item)
        elif item.startswith("<"):
            item = ""
        if item:
            self._add("file", item, states.FILE_HOWS.get(last, "set"), node, context)
