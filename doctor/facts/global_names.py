"""The fact `global_names`: the names that a file of the project binds at its top, read when a rule asks for them."""

from __future__ import annotations

import os
import platform
import sys

from doctor.facts.contents import reading
from doctor.facts.module_names import ALWAYS, bound_names
from doctor.model.invocation import Invocation

GIVEN = {"os": os, "sys": sys, "platform": platform}


def global_names(invocation: Invocation) -> ReadNames:
    return ReadNames(invocation)


class ReadNames:
    """`GlobalNames` of the project's own files."""

    def __init__(self, invocation: Invocation) -> None:
        self._read = reading(invocation)
        self._known: dict[str, frozenset[str] | None] = {}

    def of(self, path: str) -> frozenset[str] | None:
        if path not in self._known:
            data = self._read(path)
            bound = bound_names(data) if data else None
            self._known[path] = bound.names | ALWAYS if bound else None
        return self._known[path]

    def given(self, module: str) -> frozenset[str]:
        return frozenset(each for each in dir(GIVEN[module]) if each[0] != "_") if module in GIVEN else frozenset()
