"""Environment variables that tests cannot do without."""

from __future__ import annotations

from pathlib import Path

import pytest

from doctor.facts.needed_variables import needed_variables
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from tests.command import plant

FIXTURE = "import os, pytest\n\n@pytest.fixture\ndef url():\n    {}\n\ndef test_a(url): pass\n"


def found(project: Path) -> list[tuple[str, str]]:
    facts = facts_of(Invocation(str(project), variables={}, use_cache=False))
    return [(each.name, each.within) for each in needed_variables(str(project), facts.get("sources"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('import os\nURL = os.environ["URL"]\ndef test_a(): pass\n', [("URL", "")]),
        ("from os import environ\nURL = f\"{environ['URL']}/x\"\ndef test_a(): pass\n", [("URL", "")]),
        (FIXTURE.format('return os.environ["URL"]'), [("URL", "url")]),
        (FIXTURE.format('with connect(os.environ["URL"]) as found: yield found'), [("URL", "url")]),
        (FIXTURE.format('return os.environ["A"]') + 'B = os.environ["B"]\n', [("B", ""), ("A", "url")]),
    ],
)
def test_what_is_needed(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(plant(tmp_path, {"tests/test_a.py": text})) == expected


@pytest.mark.parametrize(
    "body",
    [
        'os.environ["URL"] = "x"; return os.environ["URL"]',
        'return os.environ.get("URL") or os.environ["URL"]',
        'return os.environ["URL"] if os.name == "nt" else ""',
        'return os.environ["PYTEST_XDIST_WORKER"]',
        "return os.environ[name]",
        'with suppress(KeyError): return os.environ["URL"]',
        'with pytest.raises(KeyError): os.environ["URL"]',
        'del os.environ["URL"]',
        'return urls["URL"]',
    ],
)
def test_what_is_cared_for(tmp_path: Path, body: str) -> None:
    assert found(plant(tmp_path, {"tests/test_a.py": FIXTURE.format(body)})) == []


@pytest.mark.parametrize(
    "more",
    [
        'import os\nos.environ.setdefault("URL", "x")\n',
        'import pytest\n@pytest.fixture(autouse=True)\ndef e(monkeypatch): monkeypatch.setenv("URL", "x")\n',
        'import os, pytest\nneeds = pytest.mark.skipif("URL" not in os.environ, reason="no")\n',
        "import os\nos.environ.update(URL='x')\n",
    ],
)
def test_conftest_cares_for_it(tmp_path: Path, more: str) -> None:
    tests = FIXTURE.format('return os.environ["URL"]')
    assert found(plant(tmp_path, {"tests/test_a.py": tests, "conftest.py": more})) == []


def test_skipped_tests_and_files_that_cannot_be_read(tmp_path: Path) -> None:
    marked = 'import os, pytest\n@pytest.mark.skipif(True, reason="x")\ndef test_a(): os.environ["URL"]\n'
    whole = 'import os, pytest\npytestmark = pytest.mark.skip\ndef test_a(): os.environ["URL"]\n'
    files = {
        "test_a.py": marked,
        "test_b.py": whole,
        "test_c.py": 'os.environ["X"] = (\n',
        "other.py": 'import os\nos.environ["Y"]\n',
    }
    assert found(plant(tmp_path, files)) == []
