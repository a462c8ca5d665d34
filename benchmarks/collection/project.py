"""A generated project: three test roots, heavy modules that tests import at their top, a large folder beside tests."""

from __future__ import annotations

from pathlib import Path

ROOTS = ("tests", "backend/tests", "accounts/tests")
FILES = 40  # test files of each root
TESTS = 12  # test functions of each file, half of them async, a third with parameters
HEAVY = 24  # modules of the application that take long to import
RECORDINGS = 40_000  # files that are no tests, in a folder within a test root
ORIGINAL = """\
[pytest]
testpaths = tests backend/tests accounts/tests
python_files = test_*.py *_test.py
python_classes = Test*
python_functions = test_*
addopts = -ra --strict-markers --strict-config --timeout=120 --tb=short --maxfail=10 --disable-warnings
asyncio_mode = auto
asyncio_default_fixture_loop_scope = session
markers =
    unit: touches nothing outside of its process
    docker_safe: runs within a small container
    docker_skip: needs more memory than a small container has
    real_services: talks to real services
"""
# Versions of one day, and the plugins that such a project has.
REQUIRES = (
    *("pytest==8.4.2", "pytest-asyncio==1.2.0", "pytest-timeout==2.4.0", "pytest-xdist==3.8.0", "pytest-cov==7.0.0"),
    *("pytest-rerunfailures==16.1", "pytest-benchmark==5.1.0", "anyio==4.11.0"),
)


def make(home: Path) -> Path:
    """Writes the project; the configuration is the original one."""
    write(home / "pytest.ini", ORIGINAL)
    write(home / "conftest.py", CONFTEST)
    for package in ("backend", "accounts"):
        write(home / package / "__init__.py", "")
    for number in range(HEAVY):
        write(home / "backend" / f"service_{number}.py", heavy(number))
    for root in ROOTS:
        write(home / root / "__init__.py", "")
        for number in range(FILES):
            write(home / root / f"test_part_{number}.py", tests(number))
    for number in range(RECORDINGS):
        write(home / "backend/tests/recordings" / f"{number // 100:03}" / f"{number:05}.json", "{}")
    return home


def write(path: Path, text: str) -> None:
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


CONFTEST = """\
import asyncio

import pytest


@pytest.fixture
async def connection():
    await asyncio.sleep(0)
    yield object()


@pytest.fixture(autouse=True)
def clean():
    yield
"""


def heavy(number: int) -> str:
    """A module of classes, functions and a table, as services and their models are."""
    classes = [
        f'class Model{index}:\n    """A row."""\n\n    kind = {index}\n\n'
        + "".join(
            f"    def field_{field}(self, value={field}):\n        return value, {index}\n\n" for field in range(20)
        )
        for index in range(60)
    ]
    rows = ",\n".join(
        f'    {row}: ("name {number} {row}", {row}, {row / 7!r}, ["a{row}", "b{row}"])' for row in range(4000)
    )
    return f'"""Service {number}."""\n\n' + "\n".join(classes) + f"\nTABLE = {{\n{rows},\n}}\n"


def tests(number: int) -> str:
    """A test file that imports one of the heavy modules."""
    module = f"backend.service_{number % HEAVY}"
    lines = [f"import pytest\n\nfrom {module} import TABLE, Model0\n"]
    for index in range(TESTS):
        mark = ("unit", "docker_safe", "docker_skip", "real_services")[index % 4]
        marks = f"@pytest.mark.{mark}\n"
        if index % 3 == 0:
            marks += '@pytest.mark.parametrize("row", range(6))\n'
        argument = "row, connection" if index % 3 == 0 else "connection"
        keyword = "async def" if index % 2 else "def"
        argument = argument if index % 2 else argument.replace("connection", "tmp_path")
        checks = "".join(f"    assert TABLE[{line}][1] == {line}, 'row {line}'\n" for line in range(10))
        lines.append(f"\n{marks}{keyword} test_{index}({argument}):\n{checks}    assert Model0().field_1(2)[0] == 2\n")
    return "\n".join(lines)
