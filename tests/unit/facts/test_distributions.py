"""Distributions as the project's own importlib.metadata would list them; nothing is executed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.distributions import PYTESTS, distributions, pytest_version
from doctor.facts.interpreter import interpreter
from doctor.facts.metadata import read_distribution, read_entry_points
from doctor.facts.sites import scan
from doctor.model.environment import Distribution, Distributions, normalized
from doctor.model.invocation import Invocation
from doctor.model.plugins import EntryPoint
from tests.command import plant

posix = pytest.mark.skipif(os.name == "nt", reason="makes the folders of a POSIX environment")
Files = dict[str, "str | bytes"]


def metadata(name: str, version: str = "1.0", *more: str) -> str:
    return "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *more, "", "A text.", ""])


def environment(project: Path, files: Files) -> Path:
    """A project with an environment of this layout; returns its site-packages."""
    site = project / ".venv/lib/python3.11/site-packages"
    plant(project / ".venv", {"pyvenv.cfg": "home = /\nversion = 3.11.7\n", "bin/python": "#!/bin/sh\nexit 1\n"})
    site.mkdir(parents=True, exist_ok=True)
    plant(site, files)
    return site


def read(project: Path, use_cache: bool = False, **variables: str) -> Distributions:
    invocation = Invocation(str(project), variables=variables, use_cache=use_cache)
    return distributions(invocation, interpreter(invocation))


def one(project: Path, files: Files) -> Distribution:
    environment(project, files)
    (found,) = read(project)
    return found


@posix
def test_they_are_what_the_interpreter_itself_lists() -> None:
    code = (
        "import importlib.metadata as m, json\n"
        "print(json.dumps([(d.metadata['Name'], d.version, sorted((e.name, e.value) for e in d.entry_points"
        " if e.group == 'pytest11')) for d in m.distributions()]))"
    )
    said = json.loads(subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True).stdout)
    invocation = Invocation("/", python=sys.executable, use_cache=False)
    found = distributions(invocation, interpreter(invocation))
    assert {each.key: each.version for each in found} == {normalized(name): version for name, version, _ in said}
    points = {each.key: [[point.name, point.module] for point in each.entry_points] for each in found}
    assert points == {normalized(name): pairs for name, _, pairs in said}
    assert found.complete


@posix
def test_requirements_and_modules_of_what_is_installed_here() -> None:
    invocation = Invocation("/", python=sys.executable, use_cache=False)
    found = distributions(invocation, interpreter(invocation)).get("pytest")
    assert found is not None
    assert {"pytest", "_pytest"} <= set(found.modules)
    assert any(line.startswith("pluggy") for line in found.requires)


def test_an_installed_plugin(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        {
            "pytest_cov-5.0.0.dist-info/METADATA": metadata("Pytest_Cov", "5.0.0", "Requires-Dist: coverage>=5"),
            "pytest_cov-5.0.0.dist-info/entry_points.txt": "[console_scripts]\nx = y:z\n[pytest11]\n"
            "# of pytest-cov\npytest_cov = pytest_cov.plugin\nother=other:Plugin [extra]\n",
            "pytest_cov-5.0.0.dist-info/RECORD": "pytest_cov/__init__.py,sha256=1,2\npytest-cov.pth,,\n"
            "../../../bin/x,,\npytest_cov-5.0.0.dist-info/METADATA,,\nsingle.py,,\n__pycache__/single.pyc,,\n"
            'fast.cpython-311-x86_64-linux-gnu.so,,\n"odd/name,with.py",,\ndata/only.json,,\n',
        },
    )
    assert (found.name, found.key, found.version) == ("Pytest_Cov", "pytest-cov", "5.0.0")
    assert found.entry_points == (EntryPoint("pytest_cov", "pytest_cov.plugin"), EntryPoint("other", "other"))
    assert found.requires == ("coverage>=5",)
    assert found.modules == ("fast", "odd", "pytest_cov", "single")


def test_an_egg_info_folder_and_an_egg_info_file(tmp_path: Path) -> None:
    environment(
        tmp_path,
        {
            "old-1.0-py3.11.egg-info/PKG-INFO": metadata("old"),
            "old-1.0-py3.11.egg-info/top_level.txt": "old\n_old\n",
            "old-1.0-py3.11.egg-info/requires.txt": "six\n\n[test]\nmock>=2\n",
            "older-0.9.egg-info": metadata("older", "0.9"),
            "egg-2.0-py3.11.egg/EGG-INFO/PKG-INFO": metadata("egg", "2.0"),
        },
    )
    found = read(tmp_path)
    assert {each.name: each.version for each in found} == {"old": "1.0", "older": "0.9", "egg": "2.0"}
    old = found.get("OLD")
    assert old is not None
    assert old.modules == ("_old", "old")
    assert [line.replace(" ", "").replace("'", '"') for line in old.requires] == ["six", 'mock>=2;extra=="test"']


def test_leftovers_of_an_uninstall_are_not_installed(tmp_path: Path) -> None:
    environment(
        tmp_path,
        {
            "~ytest-8.0.dist-info/METADATA": metadata("pytest"),
            "gone-1.0.dist-info/RECORD": "",
            "empty-1.0.dist-info/METADATA": "",
        },
    )
    assert list(read(tmp_path)) == []


@pytest.mark.parametrize(
    ("content", "name", "version"),
    [
        (b"\x00\xff\xfe binary \x80" * 100, "thing", "3.1"),
        (b"Version: 2.0\n", "thing", "2.0"),
        (b"Name: Caf\xe9\nVersion: 1\n", "Caf\ufffd", "1"),
        (b"Name: a\x00b\nVersion: 1\n", "ab", "1"),
        ("Name: ünï\nVersion: 1\n".encode("utf-16"), "thing", "3.1"),
        (b"\xef\xbb\xbfName: bom\nVersion: 4\n", "bom", "4"),
        (b"Name: crlf\r\nVersion: 5\r\n\r\nName: in the text\r\n", "crlf", "5"),
        (b"Name: UNKNOWN\nVersion: 0.0.0\n", "thing", "0.0.0"),
        (b"Name: long\nVersion: 1\n\n" + b"x" * 20_000_000, "long", "1"),
        (b"Name: " + b"n" * 2_000_000, "n" * (1024 * 1024 - 6), "3.1"),
    ],
    ids=["binary", "no name", "latin-1", "NUL", "utf-16", "BOM", "CRLF", "unknown", "huge text", "huge name"],
)
def test_hostile_metadata(content: bytes, name: str, version: str, tmp_path: Path) -> None:
    found = one(tmp_path, {"thing-3.1.dist-info/METADATA": content})
    assert (found.name, found.version) == (name, version)


@posix
def test_what_cannot_be_read_is_survived(tmp_path: Path) -> None:
    site = environment(tmp_path, {"good-1.0.dist-info/METADATA": metadata("good")})
    (site / "loop-1.0.dist-info").symlink_to(site / "loop-1.0.dist-info")
    (site / "bad-1.0.dist-info").mkdir()
    os.mkfifo(site / "bad-1.0.dist-info/METADATA")
    (site / "bad-1.0.dist-info/entry_points.txt").mkdir()
    (site / "pipe.pth").symlink_to("/dev/zero")
    assert [each.name for each in read(tmp_path)] == ["good"]


def test_pth_files_add_folders_and_what_is_installed_there(tmp_path: Path) -> None:
    source = tmp_path / "elsewhere/src"
    plant(
        source,
        {
            "thing/__init__.py": "",
            "thing.egg-info/PKG-INFO": metadata("thing", "0.1.dev1"),
            "thing.egg-info/entry_points.txt": "[pytest11]\nthing = thing.plugin\n",
        },
    )
    environment(tmp_path, {"__editable__.thing.pth": f"# comment\n{source}\n/does/not/exist\n\n", ".hidden.pth": "/\n"})
    found = read(tmp_path)
    assert found.paths == (str(source),)
    thing = found.get("thing")
    assert thing is not None
    assert thing.editable
    assert thing.entry_points == (EntryPoint("thing", "thing.plugin"),)


def test_setuptools_finders_are_read(tmp_path: Path) -> None:
    environment(
        tmp_path,
        {
            "__editable__.thing-1.0.pth": "import __editable___thing_1_0_finder as f; f.install()",
            "__editable___thing_1_0_finder.py": "from __future__ import annotations\nimport sys\n"
            "MAPPING: dict[str, str] = {'thing': '/src/thing', 'single': '/src/single'}\n"
            "NAMESPACES: dict[str, list[str]] = {'space': ['/src/space']}\n"
            "def install():\n    sys.meta_path.append(None)\n",
            "thing-1.0.dist-info/METADATA": metadata("thing"),
            "thing-1.0.dist-info/direct_url.json": '{"dir_info": {"editable": true}, "url": "file:///src"}',
        },
    )
    found = read(tmp_path)
    assert found.editable == {"thing": "/src/thing", "single": "/src/single", "space": "/src/space"}
    assert found.hooks == ()
    assert all(each.editable for each in found)


@pytest.mark.parametrize(
    ("line", "hooks"),
    [
        (
            "import os; var = 'X'; enabled = os.environ.get(var); enabled and __import__('_distutils_hack').add_shim()",
            0,
        ),
        ("import sys, types, os;p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('google',))", 0),
        ("import sys; sys.__plen = len(sys.path)", 0),
        ("import _virtualenv", 0),
        ("import harmless", 0),
        ("import sys; sys.path.insert(0, '/x')", 1),
        ("import _thing_editable", 1),
        ("import not_there_at_all", 1),
    ],
)
def test_hooks_are_told_from_harmless_lines(line: str, hooks: int, tmp_path: Path) -> None:
    environment(
        tmp_path,
        {
            "a.pth": line + "\n",
            "harmless.py": "print('hello')\n",
            "_thing_editable.py": "import sys\nsys.meta_path.insert(0, None)\n",
        },
    )
    assert len(read(tmp_path).hooks) == hooks


def test_what_puts_another_debugger_first_is_harmless(tmp_path: Path) -> None:
    line = 'import sys; sys.path.insert(0, makepath(sitedir, "_pdbpp_path_hack")[0])\n'
    environment(tmp_path, {"pdbpp_hijack_pdb.pth": line})
    assert not read(tmp_path).hooks
    environment(tmp_path, {"other.pth": line})
    assert len(read(tmp_path).hooks) == 1


def test_nothing_is_executed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    touch = f"open({str(mark)!r}, 'w').close()\n"
    environment(
        tmp_path,
        {
            "evil.pth": f"import os; {touch}",
            "__editable__.evil.pth": "import __editable___evil_finder; __editable___evil_finder.install()\n",
            "__editable___evil_finder.py": f"{touch}MAPPING = {{'a': open({str(mark)!r}, 'w').name}}\n",
            "sitecustomize.py": touch,
            "evil-1.0.dist-info/METADATA": metadata("evil"),
        },
    )
    (tmp_path / ".venv/bin/python").write_text(f"#!/bin/sh\ntouch {mark}\n")
    (tmp_path / ".venv/bin/python").chmod(0o755)
    assert [each.name for each in read(tmp_path)] == ["evil"]
    assert not mark.exists()


def test_pythonpath_holds_distributions_and_its_pth_files_do_not_count(tmp_path: Path) -> None:
    environment(tmp_path, {})
    plant(tmp_path / "extra", {"more-1.0.dist-info/METADATA": metadata("more"), "x.pth": "/\n"})
    found = read(tmp_path, PYTHONPATH="extra")
    assert [each.name for each in found] == ["more"]
    assert found.paths == ()


@posix
def test_the_cache_notices_installing_removing_and_changed_entry_points(tmp_path: Path) -> None:
    site = environment(
        tmp_path,
        {"a-1.dist-info/METADATA": metadata("a"), "a-1.dist-info/entry_points.txt": "[pytest11]\na = a\n"},
    )
    assert [each.name for each in read(tmp_path, use_cache=True)] == ["a"]
    plant(site, {"b-1.dist-info/METADATA": metadata("b")})
    assert [each.name for each in read(tmp_path, use_cache=True)] == ["a", "b"]
    plant(site, {"a-1.dist-info/entry_points.txt": "[pytest11]\na = a\nsecond = a.second\n"})
    found = read(tmp_path, use_cache=True).get("a")
    assert found is not None
    assert len(found.entry_points) == 2
    plant(site, {"x.pth": f"{tmp_path}\n"})
    assert read(tmp_path, use_cache=True).paths == (str(tmp_path),)
    (site / "x.pth").write_text(f"{tmp_path / '.venv'}\n{tmp_path}\n")
    assert read(tmp_path, use_cache=True).paths == (str(tmp_path / ".venv"), str(tmp_path))
    (site / "b-1.dist-info/METADATA").unlink()
    (site / "b-1.dist-info").rmdir()
    assert [each.name for each in read(tmp_path, use_cache=True)] == ["a"]


@pytest.mark.slow
def test_an_editable_install_by_pip(tmp_path: Path) -> None:
    project = plant(
        tmp_path / "project",
        {
            "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
            '[project]\nname = "thing"\nversion = "1.0"\n[project.entry-points.pytest11]\nthing = "thing.plugin"\n',
            "src/thing/plugin.py": "",
        },
    )
    venv.create(project / ".venv", with_pip=True)
    python = project / ".venv/bin/python"
    subprocess.run([python, "-m", "pip", "install", "-q", "-e", str(project)], check=True)
    found = read(project)
    thing = found.get("thing")
    assert thing is not None
    assert thing.editable
    assert thing.entry_points == (EntryPoint("thing", "thing.plugin"),)
    assert str(project / "src") in found.paths or "thing" in found.editable
    assert found.hooks == ()


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("8.4.2", "8.4.2"),
        ("8.4", "8.4.0"),
        ("9", "9.0.0"),
        ("9.1.0.dev12+gabcdef", "9.1.0"),
        ("8.0.0rc1", "8.0.0"),
        ("rubbish", PYTESTS[-1]),
        ("", PYTESTS[-1]),
    ],
)
def test_pytest_version_is_three_numbers(version: str, told: str) -> None:
    installed = Distributions({"pytest": Distribution("pytest", "pytest", version)})
    assert pytest_version(Invocation("/", use_cache=False), installed) == told
    if version:
        assert pytest_version(Invocation("/", pytest_version=version), Distributions()) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [("pytest<8", "7.4.4"), ("pytest~=8.3.0", "8.3.5"), ("pytest", PYTESTS[-1]), ("mock", PYTESTS[-1])],
)
def test_without_an_environment_the_newest_that_is_declared(line: str, told: str, tmp_path: Path) -> None:
    plant(tmp_path, {"requirements.txt": f"{line}\n"})
    unknown = Distributions(complete=False, source="declared dependencies")
    assert pytest_version(Invocation(str(tmp_path), use_cache=False), unknown) == told


@given(data=st.binary(max_size=600))
def test_metadata_may_hold_anything(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any") / "thing-1.0.dist-info"
    names = ("METADATA", "entry_points.txt", "RECORD", "top_level.txt", "direct_url.json", "requires.txt")
    plant(folder, dict.fromkeys(names, data))
    found = read_distribution(folder)
    assert found is None or (found.name and found.key)


@given(text=st.text(max_size=300))
def test_metadata_fields_may_hold_anything(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any") / "thing-1.0.egg-info"
    content = f"Name: {text}\nVersion: {text}\nRequires-Dist: {text}\n".encode("utf-8", "replace")
    plant(folder, {"PKG-INFO": content, "requires.txt": f"[{text}]\n{text}\n".encode("utf-8", "replace")})
    found = read_distribution(folder)
    assert found is not None
    assert found.name.isprintable()


@given(text=st.text(alphabet="[]pytest1 =:#;\n.a", max_size=200))
def test_entry_points_may_hold_anything(text: str) -> None:
    for point in read_entry_points("[pytest11]\n" + text):
        assert point.name
        assert point.module


@given(data=st.binary(max_size=300))
def test_pth_files_may_hold_anything(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    finder = b"MAPPING = " + data
    plant(
        folder,
        {
            "a.pth": data,
            "b.pth": b"import " + data,
            "__editable__a.pth": "import __editable__a_finder\n",
            "__editable__a_finder.py": finder,
        },
    )
    site, _ = scan(folder, is_site=True)
    assert isinstance(site.paths, tuple)
