"""What belongs to the interpreter: variables, working directory, sys.path, sys.modules, threads."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from typing import Any

from pytest_guard.leaks.watch import GONE, Leak, Watch

# what pytest and its plugins set for a test themselves
OWN = ("PYTEST_", "COV_CORE_", "COVERAGE_PROCESS_")
ENDING = 0.05  # seconds for a thread that is about to end


class Variables(Watch):
    kind = "environ"

    def now(self) -> dict[Any, Any]:
        return os.environ._data.copy()  # type: ignore[attr-defined, no-any-return]  # a tenth of dict(os.environ)

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        plain = os.fsdecode(name)
        if plain.startswith(OWN):
            return None
        if after is GONE:
            return Leak(self.kind, plain, f"os.environ[{plain!r}] is deleted")
        value = os.fsdecode(after)
        shown = f"{value[:40]!r}{'…' if len(value) > 40 else ''}"
        return Leak(self.kind, plain, f"os.environ[{plain!r}] is {'set' if before is GONE else 'changed'} to {shown}")


class WorkingDirectory(Watch):
    kind = "cwd"

    def now(self) -> dict[str, str]:
        try:
            return {"": os.getcwd()}
        except OSError:
            return {"": "a folder that was removed"}

    def say(self, name: Any, before: Any, after: Any) -> Leak:
        return Leak(self.kind, after, f"the working directory is {after}, and was {before}")


class SearchPath(Watch):
    kind = "sys.path"

    def now(self) -> list[Any]:
        return sys.path.copy()

    def table(self, state: Any) -> Mapping[Any, Any]:
        return dict.fromkeys(map(str, state), True)

    def say(self, name: Any, before: Any, after: Any) -> Leak:
        return Leak(self.kind, name, f"sys.path {'lost' if after is GONE else 'has'} {name!r}")


class Modules(Watch):
    """An import brings new modules, which is no leak; one that is replaced or removed is."""

    kind = "sys.modules"

    def __init__(self) -> None:
        self._names: dict[int, str] = {}

    def now(self) -> list[Any]:
        return list(sys.modules.values())  # lists are compared by identity first, in a third of a dict's time

    def differences(self, before: Any, after: Any) -> dict[Any, tuple[Any, Any]]:
        if before == after:
            return {}
        self._names = {id(module): name for name, module in sys.modules.items()} if not self._names else self._names
        known = set(map(id, after))
        found: dict[Any, tuple[Any, Any]] = {}
        for module in before:
            name = self._names.get(id(module)) or getattr(module, "__name__", "")
            if id(module) not in known and isinstance(name, str) and name:
                found[name] = (module, sys.modules.get(name, GONE))
        self._names.update({id(module): name for name, module in sys.modules.items()})
        return found

    def say(self, name: Any, before: Any, after: Any) -> Leak:
        return Leak(self.kind, name, f"sys.modules[{name!r}] is {'removed' if after is GONE else 'replaced'}")


class Threads(Watch):
    kind = "thread"
    only_new = True

    def now(self) -> dict[int, threading.Thread]:
        return threading._active.copy()  # type: ignore[attr-defined, no-any-return]  # enumerate() takes a lock

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        after.join(ENDING) if after is not threading.current_thread() else None
        if not after.is_alive() or isinstance(after, threading._DummyThread):
            return None
        kind = "daemon thread" if after.daemon else "thread"
        return Leak(self.kind, after.name, f"{kind} {after.name!r} still runs")


KINDS = (Variables, WorkingDirectory, SearchPath, Modules, Threads)
