"""What libraries keep: tasks and the policy of asyncio, patches of unittest.mock, overrides of FastAPI. None of them is
imported for it.
"""

from __future__ import annotations

import gc
import sys
from typing import Any
from weakref import WeakSet

from pytest_guard.leaks.watch import GONE, Leak, Watch


class Tasks(Watch):
    """Tasks that are not done, on a loop that is still open."""

    kind = "task"
    only_new = True

    def now(self) -> dict[int, Any]:
        module = sys.modules.get("asyncio.tasks")
        if module is None:
            return {}
        known = getattr(module, "_scheduled_tasks", None) or getattr(module, "_all_tasks", None)
        if not known:
            return {}
        return {id(task): task for task in list(known) if not task.done() and not task.get_loop().is_closed()}

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        if after.done():
            return None
        what = getattr(after.get_coro(), "__qualname__", after.get_name())
        return Leak(self.kind, what, f"asyncio task {what} is pending")


class Policy(Watch):
    kind = "event-loop-policy"

    def now(self) -> dict[str, Any]:
        module = sys.modules.get("asyncio.events")
        return {"": getattr(module, "_event_loop_policy", None)} if module else {"": None}

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        if before is None or before is GONE:  # the first that asks for it makes the default one
            default = sys.modules["asyncio"].DefaultEventLoopPolicy if after is not None else type(None)
            if type(after) is default:
                return None
        return Leak(self.kind, type(after).__name__, f"the event loop policy is {type(after).__name__}")


class Patches(Watch):
    """Patches that were started and not stopped (`patch(…).start()`)."""

    kind = "patch"
    only_new = True

    def now(self) -> dict[int, Any]:
        module = sys.modules.get("unittest.mock")
        active = module._patch._active_patches if module else ()
        return {id(patch): patch for patch in active} if active else {}

    def say(self, name: Any, before: Any, after: Any) -> Leak:
        target = getattr(after.target, "__name__", None) or repr(after.target) if hasattr(after, "target") else "?"
        what = f"{target}.{getattr(after, 'attribute', '')}".rstrip(".")
        return Leak(self.kind, what, f"the patch of {what} was started and not stopped")


class Overrides(Watch):
    """`dependency_overrides` of each FastAPI application, also of those that are made later."""

    kind = "dependency_overrides"

    def __init__(self) -> None:
        self._apps: WeakSet[Any] | None = None
        self._class: Any = None
        self._init: Any = None

    def now(self) -> dict[Any, Any]:
        if self._apps is None and not self._found():
            return {}
        return {
            (id(app), dependency): override
            for app in self._apps or ()
            for dependency, override in app.dependency_overrides.items()
        }

    def _found(self) -> bool:
        """Begins to follow applications once FastAPI has been imported."""
        module = sys.modules.get("fastapi.applications")
        if module is None or not hasattr(module, "FastAPI"):
            return False
        apps: WeakSet[Any] = WeakSet()
        self._apps, self._class, self._init = apps, module.FastAPI, module.FastAPI.__init__
        original = self._init

        def followed(app: Any, *args: Any, **kwargs: Any) -> None:
            original(app, *args, **kwargs)
            apps.add(app)

        followed.__wrapped__ = original  # type: ignore[attr-defined]  # signatures are read through it
        self._class.__init__ = followed
        for each in gc.get_objects():
            if isinstance(each, self._class):
                apps.add(each)
        return True

    def say(self, name: Any, before: Any, after: Any) -> Leak:
        what = getattr(name[1], "__qualname__", repr(name[1]))
        word = "lost the override of" if after is GONE else "overrides"
        return Leak(self.kind, what, f"dependency_overrides {word} {what}")

    def close(self) -> None:
        if self._class is not None and getattr(self._class.__init__, "__wrapped__", None) is self._init:
            self._class.__init__ = self._init


KINDS = (Tasks, Policy, Patches, Overrides)
