"""Facts by parameter name: each is worked out once, when something asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from doctor.errors import UsageError

Provider = Callable[..., Any]


class CycleError(Exception):
    """Facts need each other in a circle; the message names it."""


class FactError(Exception):
    """A fact could not be worked out: a defect of ours."""

    def __init__(self, name: str, cause: Exception) -> None:
        super().__init__(f"{name}: {cause}")
        self.name = name
        self.cause = cause


class Facts:
    """Works facts out on demand. A provider is a function whose parameters name the facts that it needs.

    `given` overrides providers: the invocation, and in tests any fact at all.
    """

    def __init__(self, providers: Mapping[str, Provider], given: Mapping[str, Any]) -> None:
        self._providers = providers
        self._given = dict(given)
        self._known: dict[str, Any] = dict(given)
        self._asked: list[str] = []
        self._failed: dict[str, FactError] = {}

    def get(self, name: str) -> Any:
        """The fact of this name.

        KeyError if there is no such fact, CycleError if it needs itself, FactError if its provider crashes,
        UsageError if the project cannot be examined.
        """
        if name in self._known:
            return self._known[name]
        if name in self._failed:
            raise self._failed[name]
        if name in self._asked:
            raise CycleError(" → ".join([*self._asked[self._asked.index(name) :], name]))
        self._asked.append(name)
        try:
            self._known[name] = self.call(self._providers[name])
        except (UsageError, FactError, CycleError):
            raise
        except Exception as fault:
            self._failed[name] = FactError(name, fault)
            raise self._failed[name] from fault
        finally:
            self._asked.pop()
        return self._known[name]

    def give(self, name: str, value: Any) -> None:
        """Sets a fact that is known only after others have been asked for."""
        self._known[name] = value

    def beside(self, kept: Iterable[str], **given: Any) -> Facts:
        """The facts of a call in which these are otherwise. What was given stays; `kept` depends on none of them."""
        known = {name: self._known[name] for name in kept if name in self._known}
        return Facts(self._providers, {**self._given, **known, **given})

    def call(self, function: Callable[..., Any], **given: Any) -> Any:
        """The function's result, its parameters filled with the facts that they name, but for those given here."""
        code = function.__code__
        asked = code.co_varnames[: code.co_argcount]
        return function(**self.of(name for name in asked if name not in given), **given)

    def of(self, names: Iterable[str]) -> dict[str, Any]:
        """The facts of these names."""
        return {name: self.get(name) for name in names}
