"""What can be left changed, in one shape: a table that is taken before and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

GONE = object()


class Leak(NamedTuple):
    """`kind` and `name` are what `guard_leaks_allow` is compared with, as "kind:name"."""

    kind: str
    name: str
    text: str


class Watch:
    """One kind of state. A subclass gives `now`, as cheaply as it can: it is asked after each test.

    `only_new` is for what may always go, such as threads: only what came is a leak.
    """

    kind: ClassVar[str]
    only_new: ClassVar[bool] = False

    @classmethod
    def is_possible(cls) -> bool:
        """Whether this system tells it."""
        return True

    def now(self) -> Any:
        """The state; two that are equal have no difference."""
        raise NotImplementedError

    def table(self, state: Any) -> Mapping[Any, Any]:
        """The state by names."""
        return state  # type: ignore[no-any-return]

    def say(self, name: Any, before: Any, after: Any) -> Leak | None:
        """What has been left, in words; None where it is none after all."""
        raise NotImplementedError

    def close(self) -> None:
        """Gives back what was taken for watching."""

    def differences(self, before: Any, after: Any) -> dict[Any, tuple[Any, Any]]:
        """Name → what it was and is; GONE stands for nothing."""
        if before == after:
            return {}
        old, new = self.table(before), self.table(after)
        found = {name: (old.get(name, GONE), value) for name, value in new.items() if old.get(name, GONE) != value}
        if not self.only_new:
            found.update({name: (value, GONE) for name, value in old.items() if name not in new})
        return found


class Watched:
    """A watch with its last state, and what fixtures of a wider scope than a test have changed in it."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.state = watch.now()
        self._excused: dict[Any, list[tuple[Any, Any]]] = {}

    def excuse(self, before: Any, after: Any) -> None:
        """What a fixture for several tests does stays, and may be taken back when it ends."""
        for name, change in self.watch.differences(before, after).items():
            self._excused.setdefault(name, []).append(change)

    def leaks(self) -> list[Leak]:
        """What is different from last time and has no excuse. The present state is the next test's beginning."""
        before, self.state = self.state, self.watch.now()
        found = []
        for name, (old, new) in self.watch.differences(before, self.state).items():
            if not self._is_excused(name, old, new):
                leak = self.watch.say(name, old, new)
                found += [leak] if leak else []
        return found

    def _is_excused(self, name: Any, old: Any, new: Any) -> bool:
        """Did a wider fixture bring it to where it is, or to where it was? Several may stand on one another."""
        changes = self._excused.get(name, ())
        return any(new is after or new == after for _, after in changes) or any(
            new is before or new == before for before, _ in changes
        )
