"""The fixtures that a test sees are those that pytest's own manager finds for it, and the same one wins."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from doctor.facts.providers import facts_of
from doctor.model import sources as model
from doctor.model.invocation import Invocation
from doctor.model.sources import Fixtures, Sources

# Prints for each test the fixtures that it sees: name → file and line of the one that wins.
DUMP = """
import inspect, json, os

def pytest_collection_finish(session):
    manager = session._fixturemanager
    known = [table for name, table in vars(manager).items() if name.startswith("_arg2") and "fixturedefs" in name]
    by_id = "nodeid" in inspect.signature(manager.getfixturedefs).parameters  # before pytest 8.1
    seen = {}
    for item in session.items:
        names = {}
        for name in {name for table in known for name in table}:
            found = manager.getfixturedefs(name, item.nodeid if by_id else item)
            if found:
                code = getattr(found[-1].func, "__wrapped__", found[-1].func).__code__
                names[name] = (os.path.relpath(code.co_filename), found[-1].scope)
        seen[item.nodeid.partition("[")[0]] = names
    print("SEEN" + json.dumps(seen))
"""
Seen = dict[str, dict[str, tuple[str, str]]]


def make(project: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return project


def theirs(project: Path, *args: str) -> Seen:
    """What pytest's fixture manager says, without pytest's own fixtures for xunit functions."""
    plugins = project.parent / "dump"
    plugins.mkdir()
    (plugins / "dump_fixtures.py").write_text(DUMP)
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    variables["PYTHONPATH"] = str(plugins)
    call = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "dump_fixtures",
        "--collect-only",
        "-q",
        "-p",
        "no:cacheprovider",
        *args,
    ]
    run = subprocess.run(call, cwd=project, capture_output=True, text=True, env=variables)
    line = next(line for line in run.stdout.splitlines() if line.startswith("SEEN"))
    found: dict[str, dict[str, list[str]]] = json.loads(line.removeprefix("SEEN"))
    return {
        test: {name: (file, scope) for name, (file, scope) in names.items() if not name.startswith("_xunit")}
        for test, names in found.items()
    }


def facts(project: Path, *args: str) -> tuple[Sources, Fixtures]:
    known = facts_of(Invocation(str(project), args, {}, sys.executable, use_cache=False))
    return known.get("sources"), known.get("fixtures")


def node_id(path: str, test: model.Test) -> str:
    return "::".join([path, *(test.class_name.split(".") if test.class_name else []), test.name])


def ours(project: Path, *args: str) -> Seen:
    """The same from the facts; no file where the fixture is a plugin's. `request` is no fixture to the manager, and
    `testdir` is there only with the plugin pytester."""
    sources, fixtures = facts(project, "-p", "no:cacheprovider", *args)
    seen: Seen = {}
    for file, test in sources.tests:
        names = {}
        for name in fixtures.visible[file.path].keys() - {"request", "testdir"}:
            found = fixtures.of(file.path, name, test.class_name)
            if found and (not found.class_name or f"{test.class_name}.".startswith(f"{found.class_name}.")):
                names[name] = (found.place.file if found.fixture and found.place else "", found.scope)
        seen[node_id(file.path, test)] = names
    return seen


IMPORT = "import pytest\n"
PROJECTS: dict[str, Mapping[str, str]] = {
    "conftests": {
        "conftest.py": IMPORT
        + "@pytest.fixture\ndef a(): pass\n@pytest.fixture(scope='session')\ndef tmp_path(): pass\n",
        "sub/conftest.py": f"{IMPORT}@pytest.fixture(scope='module')\ndef a(a): pass\n@pytest.fixture\ndef b(): pass\n",
        "sub/test_x.py": "def test_x(): pass\n",
        "other/conftest.py": "import pytest\n@pytest.fixture\ndef c(): pass\n",
        "other/deep/test_y.py": "import pytest\n@pytest.fixture(scope='class')\ndef c(): pass\ndef test_y(): pass\n",
        "test_z.py": "def test_z(): pass\n",
    },
    "classes": {
        "test_a.py": """
import pytest
from base import Base
@pytest.fixture
def a(): pass
class TestA:
    @pytest.fixture(scope="class")
    def a(self, a): pass
    @pytest.fixture(name="named")
    def _impl(self): pass
    def test_in(self): pass
    class TestInner:
        @pytest.fixture
        def inner(self): pass
        def test_inner(self): pass
class TestB(TestA): pass
class TestC(Base):
    def test_c(self): pass
def test_out(): pass
""",
        "base.py": "import pytest\nclass Base:\n  @pytest.fixture(scope='module')\n  def of_base(self): pass\n",
    },
    "imports": {
        "conftest.py": "from helpers import one as uno, named\nfrom more import *\n",
        "helpers.py": """
import pytest
@pytest.fixture
def one(): pass
@pytest.fixture(name="given")
def named(): pass
@pytest.fixture
def not_imported(): pass
""",
        "more.py": """
import pytest
from helpers import not_imported as passed_on
@pytest.fixture(scope="package")
def starred(): pass
@pytest.fixture
def _private(): pass
""",
        "listed.py": """
import pytest
__all__ = ["_listed"]
@pytest.fixture
def _listed(): pass
@pytest.fixture
def unlisted(): pass
""",
        "test_a.py": "from listed import *\ndef test_a(): pass\n",
        "test_b.py": "def test_b(): pass\n",
    },
    "plugins": {
        "pytest.ini": "[pytest]\naddopts = -p plug\n",
        "plug.py": "import pytest\npytest_plugins = ['more_plug']\n@pytest.fixture\ndef of_plug(): pass\n",
        "more_plug.py": "import pytest\n@pytest.fixture(scope='session')\ndef of_more(): pass\n",
        "conftest.py": "import pytest\npytest_plugins = 'third'\n@pytest.fixture\ndef of_plug(of_plug): pass\n",
        "third.py": "import pytest\n@pytest.fixture\ndef of_third(): pass\n@pytest.fixture\ndef tmp_path(): pass\n",
        "sub/test_a.py": "def test_a(): pass\n",
    },
    "rebound": {
        "conftest.py": IMPORT + "@pytest.fixture\ndef a(): pass\n@pytest.fixture\ndef b(): pass\ndef b(): pass\n",
        "test_a.py": """
import pytest
from conftest import a
@pytest.fixture(name="a", scope="module")
def z_last(): pass
@pytest.fixture(name="c", scope="module")
def a_first(): pass
@pytest.fixture
def c(): pass
def test_a(): pass
class TestA:
    @pytest.fixture
    def d(self): pass
    def test_b(self): pass
class TestB(TestA):
    @pytest.fixture(name="e")
    def d(self): pass
""",
    },
    "forms": {
        "test_a.py": """
import pytest
session = pytest.fixture(scope="session")
@session
def aliased(): pass
def function(): pass
made = pytest.fixture(function)
@pytest.fixture
def twice(): pass
@pytest.fixture(scope="module")
def twice(): pass
def test_a(): pass
def outer():
    @pytest.fixture
    def nested(): pass
""",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", PROJECTS)
def test_a_test_sees_what_pytest_finds(name: str, tmp_path: Path) -> None:
    project = make(tmp_path / "project", PROJECTS[name])
    expected, found = theirs(project), ours(project)
    assert expected
    assert found.keys() == expected.keys()
    for test, names in expected.items():
        assert found[test].keys() == names.keys(), test
        for fixture, (file, scope) in names.items():
            own = found[test][fixture]
            assert own == ("" if file.startswith("..") else file, scope), f"{test} {fixture}"


def is_open(project: Path, path: str = "test_a.py") -> bool:
    return path in facts(project)[1].open


A_TEST = "def test_a(wanted): pass\n"


@pytest.mark.parametrize(
    "text",
    [
        "from nowhere_to_be_found import *\n",
        "globals()['wanted'] = fixture()\n",
        "globals().update(x)\n",
        "for name in x: setattr(module, name, 1)\n",
        "from pytest_factoryboy import register\nregister(Factory)\n",
        "from pytest_factoryboy import register\n@register\nclass Factory: pass\n",
        "pytest_plugins = [name for name in x]\n",
        "pytest_plugins = ['nowhere.to.be.found']\n",
        "import pytest\n@pytest.fixture(name=NAME)\ndef x(): pass\n",
        "def pytest_generate_tests(metafunc): metafunc.parametrize(NAME, [1])\n",
        "(",
    ],
)
def test_what_computes_names_leaves_a_file_open(tmp_path: Path, text: str) -> None:
    assert is_open(make(tmp_path, {"conftest.py": text, "test_a.py": A_TEST}))


@pytest.mark.parametrize(
    "text",
    [
        "from os.path import *\n",
        "from helpers import *\n",
        "import nowhere_to_be_found\n",
        "pytest_plugins = ['helpers', 'pytester']\n",
        "def f(): globals()['x'] = 1\n",
        "def pytest_generate_tests(metafunc): metafunc.parametrize('a, b', [1])\n",
    ],
)
def test_what_can_be_told_does_not(tmp_path: Path, text: str) -> None:
    assert not is_open(make(tmp_path, {"conftest.py": text, "helpers.py": "import pytest\n", "test_a.py": A_TEST}))


@pytest.mark.parametrize(
    "text",
    [
        "from nowhere_to_be_found import wanted\n",
        "import factories\nwanted = factories.make('x')\n",
        "from somewhere import decorator\n@decorator\ndef wanted(): pass\n",
        "def pytest_generate_tests(metafunc): metafunc.parametrize('other, wanted', [1])\n",
    ],
)
def test_what_may_be_a_fixture_is_listed_as_such(tmp_path: Path, text: str) -> None:
    sources, fixtures = facts(make(tmp_path, {"conftest.py": text, "test_a.py": A_TEST}))
    found = fixtures.of("test_a.py", "wanted")
    assert found
    assert (found.scope, found.place, found.origin) == ("", None, "conftest.py")
    assert [test.requests for _, test in sources.tests] == [("wanted",)]


@pytest.mark.parametrize(
    "text",
    [
        "def wanted(): pass\n",
        "wanted = 1\n",
        "import pytest\nwanted = pytest.mark.x\n",
        "from os import path as wanted\n",
    ],
)
def test_what_cannot_be_a_fixture_is_not(tmp_path: Path, text: str) -> None:
    _, fixtures = facts(make(tmp_path, {"conftest.py": text, "test_a.py": A_TEST}))
    found = fixtures.of("test_a.py", "wanted")
    assert found is None or text.startswith("from os")  # what is imported from the library is not looked into


def test_conftests_above_the_project_count(tmp_path: Path) -> None:
    files = {
        "pytest.ini": "[pytest]\n",
        "conftest.py": "import pytest\n@pytest.fixture\ndef far(): pass\n@pytest.fixture\ndef both(): pass\n",
        "sub/conftest.py": "import pytest\n@pytest.fixture(scope='module')\ndef both(both): pass\n",
        "sub/test_a.py": "def test_a(far, both): pass\n",
    }
    make(tmp_path, files)
    _, fixtures = facts(tmp_path / "sub")
    both, far = fixtures.of("test_a.py", "both"), fixtures.of("test_a.py", "far")
    assert both
    assert far
    assert (both.origin, far.origin) == ("conftest.py", "../conftest.py")


def test_without_conftests_their_fixtures_are_not_seen(tmp_path: Path) -> None:
    files = {"conftest.py": "import pytest\n@pytest.fixture\ndef a(): pass\n", "test_a.py": A_TEST}
    _, fixtures = facts(make(tmp_path, files), "--noconftest")
    assert fixtures.of("test_a.py", "a") is None


def test_files_that_import_each_other_are_survived(tmp_path: Path) -> None:
    text = "import pytest\nfrom {} import *\n@pytest.fixture\ndef of_{}(): pass\n"
    files = {"a.py": text.format("b", "a"), "b.py": text.format("a", "b"), "test_a.py": "from a import *\n" + A_TEST}
    _, fixtures = facts(make(tmp_path, files))
    assert fixtures.of("test_a.py", "of_a")
    assert fixtures.of("test_a.py", "of_b")
