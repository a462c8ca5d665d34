"""The ladder to the project's interpreter, with real environments; none is started."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doctor.facts.distributions import distributions
from doctor.facts.interpreter import interpreter
from doctor.facts.pythons import read_cfg
from doctor.model.environment import Interpreter
from doctor.model.invocation import Invocation
from tests.command import plant

FOLDER = f"python{sys.version_info[0]}.{sys.version_info[1]}"
VERSION = ".".join(str(part) for part in sys.version_info[:3])
posix = pytest.mark.skipif(os.name == "nt", reason="makes the folders of a POSIX environment")


def find(project: Path, python: Path | str | None = None, **variables: str) -> Interpreter:
    return interpreter(Invocation(str(project), variables=variables, python=str(python) if python else None))


def make(folder: Path, system: bool = False) -> Path:
    venv.create(folder, system_site_packages=system, symlinks=os.name != "nt")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a real environment in .venv."""
    project = tmp_path_factory.mktemp("project")
    make(project / ".venv")
    return project


def sys_of(python: str | None) -> tuple[list[str], str]:
    """What the interpreter itself says: its site folders and its library."""
    code = "import os, sys; print(*sys.path, os.path.dirname(os.__file__), sep='\\n')"
    lines = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    return [line for line in lines if line.endswith(("site-packages", "dist-packages"))], lines[-1]


def test_a_venv_in_the_project(made: Path) -> None:
    found = find(made)
    assert (found.found_by, found.version, found.problem) == (".venv", VERSION, "")
    assert found.executable is not None
    assert Path(found.executable).parent.parent == made / ".venv"


@posix
def test_the_folders_are_those_that_the_interpreter_itself_has(made: Path) -> None:
    found = find(made)
    sites, library = sys_of(found.executable)
    assert list(found.paths) == sites
    assert found.stdlib is not None
    assert os.path.realpath(found.stdlib) == os.path.realpath(library)


@posix
def test_system_site_packages_are_those_of_the_base(tmp_path: Path) -> None:
    make(tmp_path / ".venv", system=True)
    found = find(tmp_path, HOME=os.environ.get("HOME", ""))
    sites, _ = sys_of(found.executable)
    assert list(found.paths) == sites


@posix
@pytest.mark.parametrize("name", ["python", "python3", FOLDER])
def test_python_of_a_venv_is_not_resolved_out_of_it(made: Path, tmp_path: Path, name: str) -> None:
    python = made / ".venv/bin" / name
    found = find(tmp_path, python)
    assert found.executable == str(python)
    assert found.paths == (str(made / f".venv/lib/{FOLDER}/site-packages"),)


@posix
def test_a_plain_interpreter_has_the_folders_that_it_says(tmp_path: Path) -> None:
    base = Path(sys.base_prefix, "bin", "python3")
    found = find(tmp_path, base, HOME=os.environ.get("HOME", ""))
    sites, library = sys_of(str(base))
    assert (list(found.paths), found.version, found.problem) == (sites, VERSION, "")
    assert found.stdlib is not None
    assert os.path.realpath(found.stdlib) == os.path.realpath(library)


def others() -> list[Path]:
    """Other Pythons of this machine."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    found = sorted(set(pyenv.glob("3.*/bin/python3")) - set(pyenv.glob("3.[0-6].*/bin/python3")))
    return [path for path in (*found, Path("/usr/bin/python3"), Path("/usr/local/bin/python3")) if path.exists()]


@posix
@pytest.mark.skipif(not others(), reason="there is no other Python on this machine")
@pytest.mark.parametrize("python", others(), ids=str)
def test_other_pythons_have_the_folders_that_they_say(python: Path, tmp_path: Path) -> None:
    found = find(tmp_path, python, HOME=os.environ.get("HOME", ""))
    sites, _ = sys_of(str(python))
    said = subprocess.run([str(python), "-V"], capture_output=True, text=True, check=True).stdout.split()[1]
    assert list(found.paths) == sites
    assert found.version == said.rstrip("+")


def test_python_wins_over_an_active_environment_and_that_over_the_projects(made: Path, tmp_path: Path) -> None:
    active = make(tmp_path / "active")
    assert find(made, VIRTUAL_ENV=str(active)).found_by == "VIRTUAL_ENV"
    assert find(made, CONDA_PREFIX=str(active)).found_by == "CONDA_PREFIX"
    assert find(made, made / ".venv", VIRTUAL_ENV=str(active)).found_by == "--python"


def test_condas_base_gives_way_to_the_projects_venv(made: Path, tmp_path: Path) -> None:
    active = make(tmp_path / "base")
    conda = {"CONDA_PREFIX": str(active), "CONDA_DEFAULT_ENV": "base"}
    assert find(made, **conda).found_by == ".venv"
    assert find(tmp_path, **conda).found_by == "CONDA_PREFIX"


def test_a_variable_that_names_no_folder_is_passed_over(made: Path) -> None:
    found = find(made, VIRTUAL_ENV="/gone/for/good")
    assert found.found_by == ".venv"
    assert found.skipped == ("VIRTUAL_ENV is /gone/for/good, which is no folder",)


@pytest.mark.parametrize("name", ["venv", "env"])
def test_the_other_names_of_a_venv(name: str, tmp_path: Path) -> None:
    make(tmp_path / name)
    assert find(tmp_path).found_by == name


def test_env_without_pyvenv_cfg_is_no_environment(tmp_path: Path) -> None:
    plant(tmp_path, {"env/settings.py": "", "uv.lock": ""})
    assert find(tmp_path).found_by in ("running interpreter", "lock file")


def test_a_venv_of_the_repository_serves_its_subfolders(made: Path, tmp_path: Path) -> None:
    make(tmp_path / ".venv")
    plant(tmp_path, {".git/HEAD": "", "packages/one/pytest.ini": ""})
    found = find(tmp_path / "packages/one")
    assert found.executable is not None
    assert Path(found.executable).is_relative_to(tmp_path / ".venv")


def test_a_venv_above_without_a_repository_is_somebody_elses(tmp_path: Path) -> None:
    make(tmp_path / ".venv")
    (tmp_path / "project").mkdir()
    assert find(tmp_path / "project").found_by != ".venv"


def test_the_interpreter_that_runs_us_when_pytest_is_there(tmp_path: Path) -> None:
    found = find(tmp_path)
    assert found.found_by == "running interpreter"
    assert found.executable == sys.executable


@posix
def test_a_command_of_path(made: Path, tmp_path: Path) -> None:
    path = str(made / ".venv/bin")
    found = find(tmp_path, "python", PATH=f"/nowhere:{path}")
    assert found.executable == f"{path}/python"
    short = FOLDER.removeprefix("python")
    assert find(tmp_path, short, PATH=path).executable == f"{path}/{FOLDER}"


@posix
@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({}, "/bin/python does not exist"),
        ({"pyvenv.cfg": "version = 3.11.1"}, "/bin/python does not exist"),
        ({"pyvenv.cfg": "", "bin/python": "", "lib/python3.11/site-packages/x": ""}, "pyvenv.cfg names no home"),
        ({"pyvenv.cfg": "home = /gone/bin\n", "bin/python": "", "lib/python3.11/site-packages/x": ""}, "which is gone"),
        (
            {
                "pyvenv.cfg": "home = /\nversion = 3.12.1\n",
                "bin/python": "",
                "lib/python3.11/site-packages/pytest-8.dist-info/METADATA": "Name: pytest\nVersion: 8.0\n",
            },
            "says Python 3.12.1, but the packages are in",
        ),
        ({"pyvenv.cfg": "home = /\nversion = 3.12.1\n", "bin/python": ""}, "has no site-packages"),
        (
            {
                "pyvenv.cfg": "home = C:\\Python312\nversion = 3.12.1\n",
                "Scripts/python.exe": "MZ",
                "Lib/site-packages/pytest-8.4.2.dist-info/METADATA": "Name: pytest\nVersion: 8.4.2\n",
            },
            "is laid out for Windows and cannot run here",
        ),
        ({"bin/python": "#!/bin/sh\nexec pyenv exec python\n"}, "is a script: name the interpreter that it starts"),
        ({"bin/python": "ELF"}, "has no standard library beside it"),
    ],
)
def test_what_is_of_no_use_says_why(files: dict[str, str], problem: str, tmp_path: Path) -> None:
    folder = tmp_path / "environment"
    folder.mkdir()
    plant(folder, dict(files))
    found = find(tmp_path, folder)
    assert problem in found.problem
    assert not distributions(Invocation(str(tmp_path)), found).complete


@posix
def test_a_link_to_a_python_that_is_gone(tmp_path: Path) -> None:
    make(tmp_path / ".venv")
    for name in ("python", "python3", FOLDER):
        (tmp_path / ".venv/bin" / name).unlink(missing_ok=True)
    (tmp_path / ".venv/bin/python").symlink_to("/opt/gone/python3")
    found = find(tmp_path)
    assert found.found_by == ".venv"
    assert found.problem.endswith("points to /opt/gone/python3, which is gone")


@posix
def test_what_a_windows_venv_holds_is_read_and_not_taken_for_complete(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            ".venv/pyvenv.cfg": "home = C:\\Python312\nversion = 3.12.1\n",
            ".venv/Scripts/python.exe": "MZ",
            ".venv/Lib/site-packages/pytest-8.4.2.dist-info/METADATA": "Name: pytest\nVersion: 8.4.2\n",
        },
    )
    found = distributions(Invocation(str(tmp_path)), find(tmp_path))
    assert found.version("pytest") == (8, 4, 2)
    assert not found.complete


@posix
def test_conda_tells_its_version_by_its_records(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "conda/bin/python": "ELF",
            "conda/lib/python3.12/os.py": "",
            "conda/lib/python3.12/site-packages/x.py": "",
            "conda/conda-meta/python-3.12.4-h99e_0.json": "{}",
        },
    )
    found = find(tmp_path, CONDA_PREFIX=str(tmp_path / "conda"))
    assert (found.version, found.problem) == ("3.12.4", "")
    assert found.paths == (str(tmp_path / "conda/lib/python3.12/site-packages"),)


@posix
def test_debian_keeps_distributions_in_dist_packages(tmp_path: Path) -> None:
    if not Path("/usr/lib/python3/dist-packages").is_dir():
        pytest.skip("this is no Debian")
    assert "/usr/lib/python3/dist-packages" in find(tmp_path, "/usr/bin/python3").paths


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("version = 3.11.7", "3.11.7"),
        ("version_info = 3.12.4.final.0", "3.12.4"),  # virtualenv
        ("uv = 0.5\nversion_info = 3.13.0", "3.13.0"),
        ("Version=3.10.1\r\n", "3.10.1"),
    ],
)
def test_each_maker_of_venvs_writes_the_version_in_its_way(text: str, version: str, tmp_path: Path) -> None:
    minor = version.rpartition(".")[0]
    files = {"pyvenv.cfg": f"home = /\n{text}\n", "bin/python": "", f"lib/python{minor}/site-packages/x.py": ""}
    plant(tmp_path, dict(files))
    assert find(tmp_path, tmp_path).version == version


@posix
def test_links_in_a_circle_are_survived(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert find(tmp_path, tmp_path / "a").problem


@pytest.mark.parametrize("python", ["\0", "a\0b", "x" * 5000, "/", ".", "", " "])
def test_hostile_words_for_python_are_survived(python: str, tmp_path: Path) -> None:
    assert isinstance(find(tmp_path, python), Interpreter)


@given(data=st.binary(max_size=400))
def test_pyvenv_cfg_may_hold_anything(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    plant(folder, {"pyvenv.cfg": data, "bin/python": "", "lib/python3.11/site-packages/x.py": ""})
    assert isinstance(read_cfg(folder / "pyvenv.cfg"), dict)
    assert isinstance(find(folder, folder), Interpreter)


@given(text=st.text(max_size=60), home=st.text(max_size=60))
def test_keys_of_pyvenv_cfg_may_hold_anything(text: str, home: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    cfg = f"home = {home}\nversion = {text}\ninclude-system-site-packages = true\n"
    plant(folder, {"pyvenv.cfg": cfg.encode("utf-8", "replace"), "bin/python": ""})
    assert isinstance(find(folder, folder), Interpreter)


@pytest.mark.parametrize(
    ("folder", "receipt", "maker"),
    [
        ("py_env-python3.12", "pyvenv.cfg", "pre-commit"),
        ("pytest-config-doctor", "pipx_metadata.json", "pipx"),
        ("pytest-config-doctor", "uv-receipt.toml", "uv"),
    ],
)
def test_environment_of_a_tool_is_not_the_projects(tmp_path: Path, folder: str, receipt: str, maker: str) -> None:
    tool, project = make(tmp_path / folder), make(tmp_path / "project/.venv").parent
    (tool / receipt).touch()
    found = find(project, VIRTUAL_ENV=str(tool))
    assert found.found_by == ".venv"
    assert found.skipped == (f"VIRTUAL_ENV is {tool}, which {maker} made for a tool",)
