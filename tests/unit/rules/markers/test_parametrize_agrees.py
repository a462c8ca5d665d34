"""What the rules about `parametrize` call an error, the real pytest refuses to collect."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from doctor.commands.diagnose import diagnose
from doctor.facts.providers import facts_of
from doctor.model.findings import Severity
from doctor.model.invocation import Invocation
from doctor.settings import Settings
from tests.environments import environment, run_pytest

FILES = 80
NAMES = ("a", "b", "fx", "fy", "auto")
VALUES = ("1", '"1"', "None", '"ab"', "(1, 2)", "[1]", "{}", "V", "b'x'", "(*T,)")
IDS = [None, "i", "i"]
PARAMS = ("pytest.param(1)", "pytest.param(1, 2)", 'pytest.param("x", id="one")', "pytest.param(*T)")
FIXTURES = """
import pytest

V = object()
T = (1, 2)


@pytest.fixture
def fx(fy):
    return 1


@pytest.fixture
def fy(request):
    return 1
"""


def source(rnd: random.Random) -> str:
    """A test file with one `parametrize`, right or wrong."""
    names = rnd.sample(NAMES, rnd.choice((1, 1, 2, 3)))
    text = rnd.choice((repr(",".join(names)), repr(",".join(names) + ","), repr(names), repr(tuple(names))))
    values = [value(rnd, len(names)) for _ in range(rnd.choice((1, 2, 3)))]
    extra = rnd.choice(("", "", "", ", indirect=True", ", scope='module'", f", ids={IDS[: len(values)]}"))
    taken = [name for name in names if rnd.random() < 0.9] + ([] if rnd.random() < 0.9 else ["fz"])
    taken = sorted((name + ("=0" if rnd.random() < 0.05 else "") for name in taken), key=lambda name: "=" in name)
    autouse = "\n\n@pytest.fixture(autouse=True)\ndef auto():\n    return 1\n" if rnd.random() < 0.2 else ""
    mark = f"@pytest.mark.parametrize({text}, [{', '.join(values)}]{extra})"
    return f"{FIXTURES}{autouse}\n\n{mark}\ndef test_a({', '.join(taken)}):\n    pass\n"


def value(rnd: random.Random, count: int) -> str:
    if count == 1 or rnd.random() < 0.2:
        return rnd.choice((*VALUES, *PARAMS))
    inner = ", ".join(rnd.choice(("1", '"1"', "None", "V")) for _ in range(count))
    return rnd.choice((f"({inner})", f"[{inner}]", f"pytest.param({inner})"))


def refused(python: Path, project: Path) -> set[str]:
    """The files that pytest cannot collect."""
    _, output = run_pytest(python, project, ["--collect-only", "-q", "-p", "no:cacheprovider"], {})
    return set(re.findall(r"^ERROR (test_\d+\.py)", output, re.M))


def accused(project: Path, python: Path) -> set[str]:
    """The files in which our rules see an error."""
    call = Invocation(project=str(project), python=str(python), use_cache=False)
    report = diagnose(facts_of(call), Settings())
    found = (finding for finding in report.findings if finding.severity is Severity.ERROR)
    return {finding.place.file for finding in found if "parametrize" in finding.rule}


@pytest.mark.slow
@pytest.mark.parametrize("version", ["7.4.4", "8.4.2", "9.0.3", "9.2.0"])
def test_no_error_that_pytest_does_not_see(tmp_path: Path, version: str) -> None:
    rnd = random.Random(version)
    for number in range(FILES):
        (tmp_path / f"test_{number:03}.py").write_text(source(rnd), encoding="utf-8")
    strict = "strict_parametrization_ids = true\n" if version.startswith("9") else ""
    (tmp_path / "pytest.ini").write_text(f"[pytest]\n{strict}", encoding="utf-8")
    python = environment([f"pytest=={version}"])
    wrong, said = refused(python, tmp_path), accused(tmp_path, python)
    assert said <= wrong
    assert len(said) > 0.75 * len(wrong)
