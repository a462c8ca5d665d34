"""What is read from Python files, and that the tests made out in them are those that pytest collects."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doctor.facts import cache
from doctor.facts.providers import facts_of
from doctor.facts.sources.patterns import fnmatch, matches_path
from doctor.facts.sources.read import read
from doctor.model.invocation import Invocation
from doctor.model.sources import SourceFile, Sources

Tree = Mapping[str, str]


def make(project: Path, files: Tree) -> Path:
    for name, text in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return project


def sources_of(project: Path, *args: str, use_cache: bool = False, jobs: int = 0) -> Sources:
    call = Invocation(str(project), args, {}, sys.executable, use_cache=use_cache, jobs=jobs)
    found: Sources = facts_of(call).get("sources")
    return found


def ours(sources: Sources) -> set[str]:
    """Node ids without parameters, as the facts tell."""
    return {
        "::".join([file.path, *(test.class_name.split(".") if test.class_name else []), test.name])
        for file, test in sources.tests
    }


def theirs(project: Path, *args: str) -> set[str]:
    """Node ids without parameters, as pytest collects them."""
    call = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-W", "ignore", *args]
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(call, cwd=project, capture_output=True, text=True, env=variables)
    return {line.partition("[")[0] for line in run.stdout.splitlines() if "::" in line and not line.startswith("ERROR")}


ONE = "def test_one(): pass\n"
PROJECTS: dict[str, tuple[Tree, tuple[str, ...]]] = {
    "names": (
        {
            "test_a.py": (
                "def test_a(): pass\n"
                "def testb(): pass\n"
                "def check_c(): pass\n"
                "def _test(): pass\n"
                "async def test_d(): pass\n"
            ),
            "b_test.py": ONE,
            "check.py": ONE,
            "sub/test_b.py": ONE,
            "sub/__init__.py": ONE,
        },
        (),
    ),
    "patterns": (
        {
            "pytest.ini": (
                "[pytest]\n"
                "python_files = check_*.py *_spec.py\n"
                "python_classes = Check *Suite\n"
                "python_functions = it_* check\n"
            ),
            "check_a.py": (
                "def it_works(): pass\n"
                "def test_no(): pass\n"
                "class CheckX:\n"
                "  def check_y(self): pass\n"
                "class BigSuite:\n"
                "  def it_z(self): pass\n"
            ),
            "a_spec.py": "def check(): pass\n",
            "test_x.py": ONE,
        },
        (),
    ),
    "classes": (
        {
            "test_a.py": """
import abc, enum, unittest
from dataclasses import dataclass
class TestA:
    def test_m(self): pass
    def helper(self): pass
    @staticmethod
    def test_s(): pass
    @classmethod
    def test_c(cls): pass
    @property
    def test_p(self): return 1
    test_alias = test_m
    class TestInner:
        def test_i(self): pass
    class Other:
        def test_no(self): pass
class TestB(TestA):
    def test_n(self): pass
    test_m = None
class TestInit:
    def __init__(self): pass
    def test_no(self): pass
class TestInherits(TestInit):
    def test_no(self): pass
class TestOff:
    __test__ = False
    def test_no(self): pass
class TestOn(TestOff):
    __test__ = True
    def test_yes(self): pass
@dataclass
class TestData:
    def test_no(self): pass
class TestKind(enum.Enum):
    A = 1
    def test_no(self): pass
class TestError(Exception):
    def test_no(self): pass
class TestAbstract(abc.ABC):
    @abc.abstractmethod
    def test_no(self): pass
class TestConcrete(TestAbstract):
    def test_no(self): pass
class Suite(unittest.TestCase):
    def test_u(self): pass
    def testv(self): pass
    def check(self): pass
class _Base(Suite):
    def test_w(self): pass
class Run(unittest.IsolatedAsyncioTestCase):
    async def test_async(self): pass
def function():
    class TestLocal:
        def test_no(self): pass
""",
        },
        (),
    ),
    "redefined": (
        {
            "test_a.py": """
import pytest, functools
def test_a(): pass
def test_a(): pass
test_b = test_a
test_c = 3
def test_d(): pass
test_d = None
def test_e(): pass
del test_e
class TestGone:
    def test_no(self): pass
del TestGone
if True:
    def test_f(): pass
try:
    def test_g(): pass
finally:
    pass
@pytest.fixture
def test_fixture(): pass
def test_off(): pass
test_off.__test__ = False
@functools.cache
def test_h(): pass
for i in range(2):
    def test_loop(): pass
""",
        },
        (),
    ),
    "imported": (
        {
            "helpers.py": (
                "import unittest\n"
                "def test_from_helper(): pass\n"
                "class TestShared:\n"
                "  def test_s(self): pass\n"
                "class Case(unittest.TestCase):\n"
                "  def test_case(self): pass\n"
                "def _test_hidden(): pass\n"
            ),
            "base.py": (
                "from helpers import TestShared as Renamed\n"
                "__all__ = ['test_listed']\n"
                "def test_listed(): pass\n"
                "def test_not(): pass\n"
            ),
            "test_a.py": "from helpers import test_from_helper, TestShared, Case\n",
            "test_b.py": "from helpers import *\n",
            "test_c.py": (
                "from base import *\n"
                "from base import Renamed\n"
                "class TestMine(Renamed):\n"
                "  def test_own(self): pass\n"
            ),
            "test_d.py": "import helpers\nclass TestD(helpers.TestShared): pass\nclass E(helpers.Case): pass\n",
            "pkg/__init__.py": "",
            "pkg/common.py": "class Common:\n  def test_common(self): pass\n",
            "pkg/test_e.py": (
                "from .common import Common\n"
                "from . import common\n"
                "class TestE(Common): pass\n"
                "class TestF(common.Common): pass\n"
            ),
        },
        (),
    ),
    "not imported": (
        {
            "pytest.ini": "[pytest]\ncollect_imported_tests = false\n",
            "helpers.py": "def test_from_helper(): pass\nclass TestShared:\n  def test_s(self): pass\n",
            "test_a.py": "from helpers import test_from_helper, TestShared\ndef test_own(): pass\n",
            "test_b.py": "from plain import Suite\nclass TestB(Suite): pass\n",
            "plain.py": "class Suite:\n  def check(self): pass\n  test_c = check\n",
        },
        (),
    ),
    "folders": (
        {
            "pytest.ini": "[pytest]\ntestpaths = tests more\n",
            "tests/test_a.py": ONE,
            "tests/build/test_no.py": ONE,
            "tests/.hidden/test_no.py": ONE,
            "tests/x.egg/test_no.py": ONE,
            "tests/venv/test_no.py": ONE,
            "tests/env39/pyvenv.cfg": "",
            "tests/env39/bin/activate": "",  # what pytest before 8.4 looks for
            "tests/env39/Scripts/activate": "",
            "tests/env39/test_no.py": ONE,
            "tests/deep/er/test_b.py": ONE,
            "more/test_c.py": ONE,
            "elsewhere/test_no.py": ONE,
        },
        (),
    ),
    "named": (
        {"a/test_a.py": ONE, "a/x.py": ONE, "b/test_b.py": ONE, "build/test_c.py": ONE, "a/dist/test_d.py": ONE},
        ("b/test_b.py", "build", "a/x.py"),
    ),
    "within each other": ({"a/test_a.py": ONE, "a/x.py": ONE, "a/b/test_b.py": ONE}, ("a", "a/x.py", "a/b/test_b.py")),
    "everything and a part": ({"a/test_a.py": ONE, "b/test_b.py": ONE}, (".", "a")),
    "twice": ({"a/test_a.py": ONE}, ("a/test_a.py::test_one", "a/test_a.py", "--keep-duplicates")),
    "norecursedirs": (
        {
            "pytest.ini": "[pytest]\nnorecursedirs = examples data/*\n",
            "build/test_a.py": ONE,
            "tests/examples/test_no.py": ONE,
            "data/x/test_no.py": ONE,
            "data/test_b.py": ONE,
        },
        (),
    ),
    "ignored": (
        {
            "test_a.py": ONE,
            "test_b.py": ONE,
            "sub/test_c.py": ONE,
            "sub/test_d.py": ONE,
            "old_1/test_e.py": ONE,
            "conftest.py": (
                "collect_ignore = ['test_b.py', 'sub/test_d.py']\n"
                "collect_ignore.append('setup.py')\n"
                "collect_ignore_glob = ['old_*']\n"
            ),
        },
        ("--ignore=sub/test_c.py",),
    ),
    "ignored below": (
        {
            "test_a.py": ONE,
            "sub/test_b.py": ONE,
            "sub/test_c.py": ONE,
            "sub/conftest.py": "collect_ignore = ['test_b.py']\n",
            "conftest.py": "collect_ignore = ['sub/test_c.py']\n",
            "glob/test_x1.py": ONE,
            "glob/test_y1.py": ONE,
        },
        ("--ignore-glob=*_x*.py",),
    ),
    "classes of one name": (
        {
            "test_a.py": """
import unittest
from base import Later, Shadowed
class TestA:
    def test_old(self): pass
class TestA(TestA):
    def test_new(self): pass
    class TestA(TestA):
        def test_inner(self): pass
class TestB:
    def test_gone(self): pass
class TestB:
    def test_b(self): pass
class TestC:
    def test_no(self): pass
TestC.__test__ = False
class TestD(TestC): pass
class TestE:
    import pytest
    @pytest.fixture
    def test_e(self): pass
    def test_e(self): pass
class Shadowed(unittest.TestCase):
    def test_own(self): pass
""",
            "base.py": """
import unittest
class Later(unittest.TestCase):
    def test_no(self): pass
Later = 3
class Shadowed(unittest.TestCase):
    def test_no(self): pass
""",
        },
        (),
    ),
    "switched off": ({"test_a.py": "__test__ = False\n" + ONE, "test_b.py": ONE}, ()),
    "encodings": (
        {
            "test_a.py": "def test_ä(): pass\nclass TestÖ:\n  def test_ü(self): pass\n",
            "test_b.py": "\ufeffdef test_b(): pass\n",
        },
        (),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PROJECTS)
def test_the_tests_are_those_that_pytest_collects(name: str, tmp_path: Path) -> None:
    files, args = PROJECTS[name]
    project = make(tmp_path, files)
    expected = theirs(project, *args)
    assert expected
    assert ours(sources_of(project, *args)) == expected


def test_links_to_folders_are_collected_as_pytest_does(tmp_path: Path) -> None:
    project = make(tmp_path, {"src/test_a.py": ONE})
    (project / "tests").symlink_to("src", target_is_directory=True)
    assert ours(sources_of(project, "tests")) == theirs(project, "tests")


@pytest.mark.parametrize(
    "args", [("../other",), ("../other/test_b.py", "."), ("..",), ("../other/test_b.py::test_one",)]
)
def test_what_a_call_names_outside_the_project_is_collected(tmp_path: Path, args: tuple[str, ...]) -> None:
    files = {"pytest.ini": "[pytest]\n", "proj/test_a.py": ONE, "other/test_b.py": ONE, "other/deep/test_c.py": ONE}
    make(tmp_path, {**files, "other/node_modules/test_no.py": ONE, "test_top.py": ONE})
    found = {path.partition("::")[0].removeprefix("../") for path in ours(sources_of(tmp_path / "proj", *args))}
    expected = {path.partition("::")[0].removeprefix("proj/") for path in theirs(tmp_path / "proj", *args)}
    assert found == expected


def read_text(text: str, path: str = "test_a.py") -> SourceFile:
    file = read(path, text.encode())
    assert file.fault is None
    return file


def guards(text: str) -> dict[str, str]:
    return {each.module: each.guarded for each in read_text(text).imports if each.module not in ("pytest", "typing")}


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("import a", ""),
        ("try:\n import a\nexcept ImportError: pass", "try"),
        ("try:\n import a\nexcept (ValueError, ModuleNotFoundError): pass", "try"),
        ("try:\n import a\nexcept: pass", "try"),
        ("try:\n import a\nexcept ValueError: pass", ""),
        ("try:\n import a\nexcept ImportError: raise RuntimeError", ""),
        ("try:\n pass\nexcept ImportError:\n import a", "condition"),
        ("try:\n pass\nfinally:\n import a", ""),
        ("import typing\nif typing.TYPE_CHECKING:\n import a", "type-checking"),
        ("from typing import TYPE_CHECKING\nif not TYPE_CHECKING:\n import a", ""),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING: pass\nelse:\n import a", ""),
        ("if x:\n import a", "condition"),
        ("if x:\n try:\n  import a\n except ImportError: pass", "try"),
        ("def f():\n import a", "function"),
        ("def f():\n try:\n  import a\n except ImportError: pass", "try"),
        ("class A:\n import a", ""),
        ("with open(b):\n import a", ""),
        ("import contextlib\nwith contextlib.suppress(ImportError):\n import a", "try"),
        ("import pytest\npytest.importorskip('a')\nimport a", "skip"),
        ("import pytest\nx = pytest.importorskip('a.b')\nimport a", "skip"),
        ("import pytest\nx = pytest.importorskip('b')\nimport a", ""),
        ("import a\nimport pytest\npytest.importorskip('a')", ""),
        ("import pytest\nif x:\n pytest.skip('no', allow_module_level=True)\nimport a", "skip"),
        ("import pytest\npytest.skip('no', allow_module_level=True)\nimport a", "skip"),
        ("import pytest\nif x:\n pytest.skip('no')\nimport a", ""),
    ],
)
def test_an_import_is_guarded_by_what_stands_around_it(text: str, guard: str) -> None:
    assert guards(text)["a"] == guard


def test_an_import_behind_a_failed_one_that_skips_is_guarded() -> None:
    skip = "pytest.skip('no a', allow_module_level=True)"
    text = f"import pytest\ntry:\n import a\nexcept ImportError:\n {skip}\nimport a.b\n"
    assert guards(text) == {"a": "try", "a.b": "skip"}


def test_modules_that_are_skipped_for_before_are_told() -> None:
    file = read_text("import pytest\npytest.importorskip('numpy')\nimport scipy")
    assert file.imports[-1].skips == ("numpy",)


MARKS = """
import pytest as pt
from pytest import mark as m
from other import heavy
slow = pt.mark.slow
windows = m.skipif(True, reason="x")
both = [slow, m.both]
pytestmark = [pt.mark.unit, windows]
@slow
@heavy(1)
@pt.mark.parametrize("a", [pt.param(1, marks=m.one), pt.param(2, marks=[slow, pt.mark.two])])
def test_a(a): pass
@m.klass
class TestA:
    pytestmark = both
    @windows
    def test_b(self): pass
@pt.fixture
@m.wrong
def fix(): pass
CASES = [pt.param(3, marks=m.three(1))]
"""


def test_marks_are_found_however_they_are_reached() -> None:
    file = read_text(MARKS)
    assert [(mark.name, mark.target, mark.owner) for mark in sorted(file.marks, key=lambda each: each.place)] == [
        ("unit", "module", ""),
        ("skipif", "module", ""),
        ("slow", "function", "test_a"),
        ("parametrize", "function", "test_a"),
        ("one", "param", "test_a"),
        ("slow", "param", "test_a"),
        ("two", "param", "test_a"),
        ("klass", "class", "TestA"),
        ("slow", "class", "TestA"),
        ("both", "class", "TestA"),
        ("skipif", "function", "TestA.test_b"),
        ("wrong", "fixture", "fix"),
        ("three", "param", ""),
    ]
    assert [(mark.name, mark.owner) for mark in file.imported_marks] == [("other.heavy", "test_a")]


def test_marks_of_another_file_are_found(tmp_path: Path) -> None:
    project = make(
        tmp_path,
        {
            "marks.py": "import pytest\nslow = pytest.mark.slow\nneeds = [slow, pytest.mark.needs]\n",
            "between.py": "from marks import slow as late\n",
            "test_a.py": (
                "import marks\nfrom between import late\npytestmark = marks.needs\n@late\ndef test_a(): pass\n"
            ),
        },
    )
    file = sources_of(project).files["test_a.py"]
    assert [mark.name for mark in file.marks] == ["slow", "needs", "slow"]
    assert [mark.name for mark in file.tests[0].marks] == ["slow", "slow", "needs"]


FIXTURES = """
import pytest, pytest_asyncio
session = pytest.fixture(scope="session")
@pytest.fixture
def plain(request, plain2=1): return 1
@pytest.fixture(name="named", scope="module", autouse=True)
def _impl():
    yield 1
@pytest_asyncio.fixture(loop_scope="session")
async def asynchronous(): yield 1
@session
def aliased(): pass
@pytest.fixture(scope=lambda: "x")
def computed(): pass
def function(): pass
made = pytest.fixture(function)
made2 = pytest.fixture(scope="package")(function)
class TestA:
    @pytest.fixture
    def inner(self, plain): pass
"""


def test_fixtures_are_found_in_all_their_forms() -> None:
    found = {fixture.name: fixture for fixture in read_text(FIXTURES).fixtures}
    assert {name: (each.scope, each.autouse, each.is_async, each.is_generator) for name, each in found.items()} == {
        "plain": ("function", False, False, False),
        "named": ("module", True, False, True),
        "asynchronous": ("function", False, True, True),
        "aliased": ("session", False, False, False),
        "computed": ("", False, False, False),
        "made": ("function", False, False, False),
        "made2": ("package", False, False, False),
        "inner": ("function", False, False, False),
    }
    assert [param.name for param in found["plain"].params] == ["request"]
    assert [param.name for param in found["inner"].params] == ["plain"]
    assert found["asynchronous"].decorator == "pytest_asyncio.fixture"


REQUESTS = """
import pytest
from unittest import mock
from hypothesis import given, strategies as st
import other
@pytest.mark.parametrize("a, b", [(1, 2)])
@pytest.mark.parametrize(("c", "d"), [(1, 2)], indirect=["d"])
@pytest.mark.usefixtures("used")
def test_a(a, b, c, d, tmp_path, default=1): pass
@mock.patch("os.path")
@mock.patch("os.name", "x")
@mock.patch.object(pytest, "x")
def test_b(patched, patched2, wanted): pass
@given(st.integers(), x=st.text())
def test_c(wanted, x, number): pass
@other.decorator
def test_d(unknown): pass
@pytest.mark.parametrize(NAMES, [1])
def test_e(unknown): pass
@pytest.mark.usefixtures("of_class")
class TestA:
    def test_f(self, wanted): pass
    @staticmethod
    def test_g(wanted): pass
import unittest
class Case(unittest.TestCase):
    @pytest.mark.usefixtures("used")
    def test_h(self, argument): pass
"""


def test_a_test_asks_for_what_nothing_else_fills(tmp_path: Path) -> None:
    file = sources_of(make(tmp_path, {"test_a.py": REQUESTS})).files["test_a.py"]
    assert {test.name: (set(test.requests), test.open) for test in file.tests} == {
        "test_a": ({"d", "tmp_path", "used"}, False),
        "test_b": ({"wanted"}, False),
        "test_c": ({"wanted"}, False),
        "test_d": ({"unknown"}, True),
        "test_e": ({"unknown"}, True),
        "test_f": ({"wanted", "of_class"}, False),
        "test_g": ({"wanted", "of_class"}, False),
        "test_h": ({"used"}, False),
    }


BODY = """
import os, asyncio, pytest
async def coroutine(): pass
@pytest.fixture
def fix(): return helper()
def helper():
    "doc"
    yield 1
    def inner():
        return 2
    return
async def test_a(fix):
    await coroutine()
    coroutine()
    asyncio.run(coroutine())
    unknown()
    os.environ["A"] = "b"
    del os.environ["C"]
    return fix
def test_b():
    "only this"
if os.name == "nt":
    def twice(): pass
else:
    def twice(): return None
lambda: (yield)
"""


def test_bodies_are_taken_down() -> None:
    file = read_text(BODY)
    helper, test_b = file.function("helper"), file.function("test_b")
    assert helper
    assert test_b
    assert (len(helper.yields), len(helper.returns), helper.docstring, helper.empty) == (1, 0, True, False)
    assert (test_b.docstring, test_b.empty) == (True, True)
    inner = file.function("helper.<locals>.inner")
    assert inner
    assert (inner.is_nested, len(inner.returns)) == (True, 1)
    test_a = file.function("test_a")
    assert test_a
    assert [each.value for each in test_a.returned] == ["fix"]
    assert len({each.branch for each in file.functions if each.name == "twice"}) == 2
    calls = [(each.name, each.awaited, each.is_statement) for each in file.calls if each.within == "test_a"]
    assert calls == [
        ("coroutine", True, True),
        ("coroutine", False, True),
        ("asyncio.run", False, True),
        ("coroutine", False, False),
    ]
    assert [each.name for each in file.calls if each.within == "fix"] == ["helper"]
    assert [(each.name, each.value is None) for each in file.writes] == [
        ("os.environ[]", False),
        ("os.environ[]", True),
    ]
    assert file.referenced == ("coroutine", "fix", "helper")


def test_module_level_names_have_their_values() -> None:
    file = read_text("__all__ = ['a']\n__all__ += ['b']\nx, y = 1, f()\nz: int = 2\nfor i in z: w = i\n")
    assert file.all == ("a", "b")
    assert {name: file.value(name).kind for name in ("x", "y", "z", "w")} == {  # type: ignore[union-attr]
        "x": "constant",
        "y": "call",
        "z": "constant",
        "w": "name",
    }


def test_files_have_roles(tmp_path: Path) -> None:
    project = make(
        tmp_path,
        {
            "pytest.ini": "[pytest]\ntestpaths = tests\naddopts = -p plug\n",
            "plug.py": "pytest_plugins = ['more.plug']\n",
            "more/plug.py": "",
            "conftest.py": "import src_used\n",
            "tests/conftest.py": "from .helper import *\n",
            "tests/__init__.py": "",
            "tests/helper.py": "import pytest\nVALUES = {1, 2}\n",
            "tests/test_a.py": (
                "from tests.helper import VALUES\nimport src_used, data\n@data.mark\ndef test_a(): pass\n"
            ),
            "tests/broken_test.py": "def test_(:\n",
            "tests/specs.py": "def test_unseen(): pass\n",
            "tests/nothing.py": "x = 1\n",
            "other/test_b.py": ONE,
            "src_used.py": "x = 1\n",
            "data.py": "x = 1\n",
            "unused.py": "x = 1\n",
        },
    )
    sources = sources_of(project)
    assert {file.path: (file.role, file.collected) for file in sources} == {
        "plug.py": ("plugin", False),
        "more/plug.py": ("plugin", False),
        "conftest.py": ("conftest", False),
        "tests/conftest.py": ("conftest", False),
        "tests/helper.py": ("module", False),
        "tests/test_a.py": ("test", True),
        "tests/broken_test.py": ("test", True),
        "tests/specs.py": ("module", False),
        "other/test_b.py": ("test", False),
        "data.py": ("module", False),
    }
    fault = sources.files["tests/broken_test.py"].fault
    assert fault
    assert (fault.place.file, fault.place.line) == ("tests/broken_test.py", 1)


def test_what_a_conftest_provides_is_told(tmp_path: Path) -> None:
    text = "def pytest_addoption(parser): parser.addoption('--mine')\n"
    project = make(tmp_path, {"conftest.py": text, "test_a.py": ONE})
    assert sources_of(project).files["conftest.py"].provided.option("--mine")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes there")
def test_files_that_cannot_be_read_have_a_fault(tmp_path: Path) -> None:
    project = make(tmp_path, {"test_a.py": "x = '\0'", "test_b.py": "#" * 3_000_000, "test_c.py": "("})
    (project / "test_d.py").symlink_to("test_d.py")
    os.mkfifo(project / "test_e.py")
    sources = sources_of(project)
    assert {path: bool(file.fault) for path, file in sources.files.items()} == dict.fromkeys(
        ("test_a.py", "test_b.py", "test_c.py"), True
    )


@settings(deadline=None)
@given(st.lists(st.sampled_from(MARKS.split("\n") + FIXTURES.split("\n") + BODY.split("\n") + REQUESTS.split("\n"))))
def test_any_shuffle_of_lines_is_read(lines: list[str]) -> None:
    read("test_a.py", "\n".join(lines).encode(), "pkg")


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    file = read("test_a.py", data)
    assert file.path == "test_a.py"


@given(st.text("ab.*", max_size=6), st.sampled_from(["*", "a*", "*b", "a*b", "ab", "*.a", "a*b*", "[ab]", "?b", ""]))
def test_short_patterns_match_as_fnmatch_says(name: str, pattern: str) -> None:
    import fnmatch as standard

    assert fnmatch(name, pattern) == standard.fnmatch(name, pattern)


def test_a_pattern_with_a_slash_is_compared_with_the_path() -> None:
    assert matches_path("data/*", "/p/data/x")
    assert not matches_path("data/*", "/p/data")
    assert matches_path("x", "/p/data/x")


def everything(sources: Sources) -> dict[str, list[str]]:
    return {file.path: [repr(getattr(file, name)) for name in SourceFile.record_fields] for file in sources}


@pytest.fixture
def fresh_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_stores", {})


@pytest.mark.usefixtures("fresh_cache")
def test_the_cache_says_what_the_files_say(tmp_path: Path) -> None:
    texts = {"test_a.py": MARKS, "test_b.py": FIXTURES, "test_c.py": REQUESTS, "test_d.py": BODY, "test_e.py": "("}
    project = make(tmp_path / "project", texts)
    plain = everything(sources_of(project))
    assert everything(sources_of(project, use_cache=True)) == plain
    cache.flush()
    cache._stores.clear()
    assert everything(sources_of(project, use_cache=True)) == plain


@pytest.mark.usefixtures("fresh_cache")
def test_the_cache_sees_changes(tmp_path: Path) -> None:
    project = make(tmp_path / "project", {"test_a.py": "def test_a(): pass\n"})
    path = project / "test_a.py"
    assert ours(sources_of(project, use_cache=True)) == {"test_a.py::test_a"}
    os.utime(path, ns=(0, 0))
    assert ours(sources_of(project, use_cache=True)) == {"test_a.py::test_a"}
    status = path.stat()
    path.write_text("def test_b(): pass\n")  # the same size
    assert ours(sources_of(project, use_cache=True)) == {"test_a.py::test_b"}
    path.write_text("def test_c(): pass\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert ours(sources_of(project, use_cache=True)) == {"test_a.py::test_c"}
    (project / "__init__.py").write_text("")
    assert ours(sources_of(project, use_cache=True)) == {"test_a.py::test_c"}


@pytest.mark.usefixtures("fresh_cache")
def test_with_a_warm_cache_nothing_is_parsed(tmp_path: Path) -> None:
    project = make(tmp_path / "project", {"test_a.py": MARKS, "conftest.py": "x = 1\n"})
    for path in project.iterdir():
        os.utime(path, (0, 0))
    code = f"""
import sys
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
facts = facts_of(Invocation({str(project)!r}, (), {{}}, {sys.executable!r}))
sources = facts.get("sources")
print(len(list(sources.tests)), len(list(sources.marks)), facts.get("fixtures").of("test_a.py", "fix") is not None)
print(*sorted({{"ast", "hashlib", "inspect", "multiprocessing", "tokenize"}} & set(sys.modules)))
"""
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    answers = [run.stdout.splitlines() for run in runs]
    assert answers[0][0] == answers[1][0] == "2 13 True"
    assert "ast" in answers[0][1].split()
    assert answers[1][1] == ""


def test_many_files_are_read_by_several_processes(tmp_path: Path) -> None:
    files = {f"test_{number}.py": f"def test_{number}(): pass\n" for number in range(320)}
    project = make(tmp_path, files)
    alone, together = sources_of(project, jobs=1), sources_of(project, jobs=2)
    assert len(ours(together)) == 320
    assert everything(alone) == everything(together)


def test_the_first_decoded_fields_stay_and_of_the_others_the_oldest_are_dropped() -> None:
    from doctor.facts.sources.stored import Decoded, StoredFile, fields, stored

    read_file = read("test_a.py", b"import pytest\n\ndef test_a(): pass\n")
    files = [stored(f"test_{index}.py", fields(read_file)) for index in range(4)]
    decoded = Decoded(staying=60, most=100)

    def is_kept(file: StoredFile) -> bool:
        try:
            object.__getattribute__(file, "functions")  # which does not decode it
        except AttributeError:
            return False
        return True

    for file in files:
        object.__setattr__(file, "functions", read_file.functions)
        decoded.add(file, "functions", 60)
    assert [is_kept(file) for file in files] == [True, False, False, True]
    assert files[1].functions == read_file.functions
