"""A changed Python file is checked by the statements around the change: what Python refuses is refused."""

import pytest

from doctor.fixes.python import around, check, compiles
from doctor.fixes.text import UnresolvableError

TEXT = '''"""A module."""
from __future__ import annotations

import os

FIRST = 1
TEXT = """
def no_function(): pass
"""; SECOND = 2


class TestShop:
    """Of the shop."""

    limit = 3

    def test_first(self):
        assert os.name

    @property
    def second(self):
        if self.limit:
            return 1
        else:
            return 2

    def test_third(self):
        assert self.second


def test_last():
    assert FIRST
'''

REFUSED = [
    ("import os", "def f(:\n    pass"),
    ("FIRST = 1", "FIRST = (1"),
    ("FIRST = 1", "  FIRST = 1"),
    ('"""; SECOND', "; SECOND"),
    ("from __future__ import annotations", "import sys\nfrom __future__ import annotations"),
    ("    limit = 3", "  limit = 3"),
    ("    def test_first(self):", "    def test_first(self, self):"),
    ("        assert os.name", "assert os.name"),
    ("        assert os.name", ""),
    ("        else:", "        elif:"),
    ("    @property\n    def second(self):\n        if self.limit:", "    @property\n        if self.limit:"),
    ("    assert FIRST\n", ""),
    ("    assert FIRST", "    assert FIRST)"),
]


@pytest.mark.parametrize(("old", "new"), REFUSED)
def test_what_python_refuses_is_refused(old, new):
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    assert not compiles(changed)
    with pytest.raises(UnresolvableError):
        check(TEXT, changed)


@pytest.mark.parametrize(("old", "new"), [("FIRST = 1", "FIRST = 2"), ("limit = 3", "limit = 4")])
def test_only_the_statements_around_are_compiled(old, new):
    changed = TEXT.replace(old, new, 1)
    check(TEXT, changed)
    assert new in around(TEXT, changed)
    assert len(around(TEXT, changed)) < len(TEXT) / 2


def test_a_file_that_was_refused_before_may_stay_so():
    check("x = (\n", "y = (\n")
