"""Tests that need not pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.model.sources import Sources
from doctor.rules.excused import excused_tests

HEAD = "import unittest\nimport pytest as p\nfrom unittest import SkipTest\n"


@pytest.mark.parametrize(
    ("text", "is_excused"),
    [
        ("def test_a():\n    p.skip('later')\n", True),
        ("def test_a():\n    raise p.skip.Exception('later')\n", True),
        ("def test_a():\n    raise SkipTest('later')\n", True),
        ("def test_a(x):\n    if x:\n        raise SkipTest('later')\n", False),
        ("@p.mark.xfail\ndef test_a(): pass\n", True),
        ("@unittest.skipIf(True, '')\ndef test_a(): pass\n", True),
        ("@unittest.expectedFailure\ndef test_a(): pass\n", False),
        ("def test_a(): pass\np.skip('all', allow_module_level=True)\n", True),
    ],
)
def test_which_tests_need_not_pass(tmp_path: Path, text: str, is_excused: bool) -> None:
    (tmp_path / "test_a.py").write_text(HEAD + text)
    sources: Sources = facts_of(Invocation(str(tmp_path), use_cache=False)).get("sources")
    (file,) = sources.collected
    assert excused_tests(file) == (frozenset({"test_a"}) if is_excused else frozenset())
