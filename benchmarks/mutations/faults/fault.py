"""A fault: code that has it, and code that does the same and has it not."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

BODY = "body"  # statements at the start of an existing test
TAIL = "tail"  # functions and classes at the end of the file
TOP = "top"  # statements behind the imports


class Fault(NamedTuple):
    """`imports` are what both kinds of code need."""

    name: str
    rule: str
    where: str
    bad: str
    good: str
    imports: tuple[str, ...] = ()


def fault(name: str, rule: str, where: str, bad: str, good: str, *imports: str) -> Fault:
    return Fault(name, rule, where, textwrap.dedent(bad).strip("\n"), textwrap.dedent(good).strip("\n"), imports)


OS, SYS, MOCK, JSON = "import os", "import sys", "from unittest import mock", "import json"
PYTEST, ASYNCIO, POPEN, TIME = "import pytest", "import asyncio", "import subprocess", "import time"
FASTAPI = "import fastapi"


def planted_test(before: str, statements: str, parameters: str = "", is_async: bool = False) -> str:
    """A test of its own behind some definitions."""
    head = f"{'async ' if is_async else ''}def test_planted({parameters}):"
    body = textwrap.indent(textwrap.dedent(statements).strip("\n"), "    ")
    return f"{textwrap.dedent(before).strip()}\n\n\n{head}\n{body}\n".lstrip("\n")
