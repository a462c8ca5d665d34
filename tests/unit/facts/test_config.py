"""Which file wins, where its words stand, and what pytest would say; tests/oracle holds it against real pytests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doctor.facts.config import config
from doctor.facts.config_files import LARGEST, NEW_NAMES, load
from doctor.facts.providers import facts_of
from doctor.model.config import PytestConfig, Source
from doctor.model.invocation import Invocation
from doctor.model.plugins import Knowledge, KnownPlugin, Option, Provided

NEWEST = "9.2.0"
XDIST = KnownPlugin("pytest-xdist", "3.8.0", (), Provided(options=(Option(("-n", "--numprocesses")),)))


def resolve(project: Path, *args: str, version: str = NEWEST, **variables: str) -> PytestConfig:
    return config(Invocation(str(project), args, variables), version, Knowledge(lambda: (XDIST,)))


def write(project: Path, **files: str) -> None:
    for name, text in files.items():
        path = project / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "winner", "paths"), [("8.4.2", "pyproject.toml", ("tests",)), ("9.0.3", ".pytest.ini", (".",))]
)
def test_an_empty_dot_pytest_ini_wins_from_9(tmp_path: Path, version: str, winner: str, paths: tuple[str]) -> None:
    write(tmp_path, _dot_pytest_dot_ini="", pyproject_dot_toml='[tool.pytest.ini_options]\ntestpaths = ["tests"]\n')
    (tmp_path / "tests").mkdir()
    found = resolve(tmp_path, version=version)
    assert found.configfile
    assert (found.configfile.file, found.paths) == (winner, paths)
    assert [each.file.file for each in found.ignored] == [] if winner == "pyproject.toml" else ["pyproject.toml"]


def test_files_are_relative_to_the_project_also_above_it(tmp_path: Path) -> None:
    write(tmp_path, tox_dot_ini="[pytest]\naddopts = -x\n", a__b__test_c_dot_py="")
    found = resolve(tmp_path / "a" / "b")
    assert found.configfile
    assert (found.configfile.file, found.rootdir, found.confcutdir) == ("../../tox.ini", "../..", "../..")
    assert [str(word.place) for word in found.arguments] == ["../../tox.ini:2:11"]


def test_words_of_all_layers_in_the_order_of_pytest(tmp_path: Path) -> None:
    write(tmp_path, pytest_dot_ini="[pytest]\naddopts =\n    -p no:asyncio\n    -k 'a b'\n")
    found = resolve(tmp_path, "-pno:x", "-o", "a=b", PYTEST_ADDOPTS="-p y -x", PYTEST_PLUGINS="z")
    assert [(word.text, word.source) for word in found.arguments] == [
        *[(text, Source.ADDOPTS) for text in ("-p", "no:asyncio", "-k", "a b")],
        *[(text, Source.ENVIRONMENT) for text in ("-p", "y", "-x")],
        *[(text, Source.COMMAND_LINE) for text in ("-pno:x", "-o", "a=b")],
    ]
    assert [(flag.name, flag.blocks, str(flag.place)) for flag in found.plugin_flags] == [
        ("z", False, "<environment>"),
        ("asyncio", True, "pytest.ini:3:5"),
        ("y", False, "<environment>"),
        ("x", True, "<command line>"),
    ]
    flag = found.blocked("asyncio")
    assert flag
    assert (flag.text, flag.place.end_column) == ("-p no:asyncio", 18)
    assert [(each.name, each.value) for each in found.overrides] == [("a", "b")]


def test_a_later_flag_unblocks(tmp_path: Path) -> None:
    assert resolve(tmp_path, "-p", "no:x", "-p", "x").blocked("x") is None
    assert resolve(tmp_path, "-p", "no:x", PYTEST_PLUGINS="x").blocked("x") is not None


@pytest.mark.parametrize(
    ("name", "text", "section", "version"),
    [
        ("pyproject.toml", "[tool.pytest.ini_option]\naddopts = '-x'\n", "tool.pytest.ini_option", "8.4.2"),
        ("pyproject.toml", "[tool.pyest.ini_options]\naddopts = '-x'\n", "tool.pyest.ini_options", NEWEST),
        ("pyproject.toml", "[pytest]\naddopts = '-x'\n", "pytest", NEWEST),
        ("pyproject.toml", "[tool.pytest]\naddopts = ['-x']\n", "tool.pytest", "8.4.2"),
        ("pytest.toml", "[tool.pytest.ini_options]\naddopts = '-x'\n", "tool.pytest.ini_options", NEWEST),
        ("pytest.toml", "addopts = ['-x']\n", "", "9.1.1"),
        ("pytest.ini", "[tool:pytest]\naddopts = -x\n", "tool:pytest", NEWEST),
        ("pytest.ini", "[tool.pytest.ini_options]\naddopts = -x\n", "tool.pytest.ini_options", NEWEST),
        ("pytest.ini", "[pytset]\naddopts = -x\n", "pytset", NEWEST),
        ("tox.ini", "[tool:pytest]\naddopts = -x\n", "tool:pytest", NEWEST),
        ("setup.cfg", "[pytest]\naddopts = -x\n", "pytest", NEWEST),
    ],
)
def test_sections_that_were_meant_are_kept_unread(
    tmp_path: Path, name: str, text: str, section: str, version: str
) -> None:
    (tmp_path / name).write_text(text)
    found = resolve(tmp_path, version=version)
    (file,) = found.files
    (kept,) = file.sections
    assert (kept.name, kept.is_read) == (section, False)
    assert [(setting.name, setting.place.line) for setting in kept.settings] == [("addopts", 1 + bool(section))]
    assert not found.arguments


@pytest.mark.parametrize("section", ["tool.pytest_env", "tool.pytest-enabler.black", "tool.black", "tool.poetry"])
def test_tables_of_others_are_left_out(tmp_path: Path, section: str) -> None:
    write(tmp_path, pyproject_dot_toml=f"[{section}]\naddopts = '-x'\n")
    assert [file.sections for file in resolve(tmp_path).files] == [()]


@pytest.mark.parametrize(
    ("name", "text", "version", "message", "kind", "exit_code", "line"),
    [
        ("pytest.ini", "[pytest]\nx\n", NEWEST, "pytest.ini:2: unexpected line: 'x'", "UsageError", 4, 2),
        ("pytest.ini", "[pytest]\naddopts = 'x\n", "8.4.2", "No closing quotation", "ValueError", 1, 2),
        ("pytest.ini", "[pytest]\naddopts = 'x\n", NEWEST, "No closing quotation", "UsageError", 4, 2),
        (
            "pytest.ini",
            "[pytest]\naddopts = -p no:main\n",
            NEWEST,
            "plugin main cannot be disabled",
            "UsageError",
            4,
            2,
        ),
        ("pytest.ini", "[pytest]\nminversion = 99\n", NEWEST, "'minversion' requires pytest-99", "UsageError", 4, 2),
        ("pytest.ini", "[pytest]\naddopts = --color=x\n", NEWEST, "invalid choice: 'x'", "UsageError", 4, 2),
        ("setup.cfg", "[a]\n[pytest]\n", NEWEST, "change to [tool:pytest] instead", "Failed", 1, 2),
        (
            "pyproject.toml",
            "[tool.pytest]\naddopts = '-x'\n",
            "9.1.1",
            "expects a list for type 'args'",
            "TypeError",
            1,
            2,
        ),
        ("pyproject.toml", "[tool.pytest]\naddopts = '-x'\n", NEWEST, "expects a list for type", "UsageError", 4, 2),
        (
            "pyproject.toml",
            "[tool]\npytest = 1\n",
            NEWEST,
            "'int' object has no attribute 'items'",
            "AttributeError",
            1,
            2,
        ),
        ("pyproject.toml", "a = 1\nb = [\n", NEWEST, "pyproject.toml: ", "UsageError", 4, 3),
        ("pytest.toml", "addopts = ['-x']\n", NEWEST, "must be under a [pytest] table", "UsageError", 4, 1),
        (
            *("pyproject.toml", "[tool.pytest]\na = 1\n[tool.pytest.ini_options]\nb = 1\n", NEWEST),
            *("Cannot use both [tool.pytest]", "UsageError", 4, 1),
        ),
    ],
)
def test_errors_have_pytests_words_and_the_place(
    tmp_path: Path, name: str, text: str, version: str, message: str, kind: str, exit_code: int, line: int
) -> None:
    (tmp_path / name).write_text(text)
    error = resolve(tmp_path, version=version).error
    assert error
    assert message in error.message
    assert (error.kind, error.exit_code, error.place.file, error.place.line) == (kind, exit_code, name, line)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--rootdir", "nowhere"), "nowhere' not found. Check your '--rootdir' option."),
        (("-c", "nowhere.ini"), "nowhere.ini' not found. Check your '-c/--config-file' option."),
        (("-o", "x"), "-o/--override-ini expects option=value style (got: 'x')."),
        (("-k",), "argument -k: expected one argument"),
        (("@nowhere",), "No such file or directory: 'nowhere'"),
    ],
)
def test_errors_of_the_command_line(tmp_path: Path, args: tuple[str, ...], message: str) -> None:
    error = resolve(tmp_path, *args).error
    assert error
    assert message in error.message
    assert error.place.file == "<command line>"


def test_what_is_known_behind_an_error_is_still_there(tmp_path: Path) -> None:
    write(tmp_path, pytest_dot_ini="[pytest]\nminversion = 99\naddopts = -x\n", tests__conftest_dot_py="")
    found = resolve(tmp_path, "tests")
    assert found.error
    assert [word.text for word in found.arguments] == ["-x", "tests"]
    assert found.initial_conftests == ("tests/conftest.py",)


def test_initial_conftests_of_project_arguments_and_test_folders(tmp_path: Path) -> None:
    names = ("conftest.py", "tests/conftest.py", "tests/unit/conftest.py", "testing/conftest.py", "src/conftest.py")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "pytest.ini").touch()
    assert set(resolve(tmp_path).initial_conftests) == {"conftest.py", "tests/conftest.py", "testing/conftest.py"}
    assert resolve(tmp_path, "src").initial_conftests == ("conftest.py", "src/conftest.py")
    assert resolve(tmp_path, "tests/unit").initial_conftests == names[:3]
    assert resolve(tmp_path, "--confcutdir", "tests", "tests").initial_conftests == ("tests/conftest.py",)
    assert resolve(tmp_path, "--noconftest").initial_conftests == ()


def test_a_value_of_a_plugins_option_is_no_path(tmp_path: Path) -> None:
    write(tmp_path, pytest_dot_ini="[pytest]\ntestpaths = tests\n", tests__test_a_dot_py="")
    (tmp_path / "4").mkdir()
    assert resolve(tmp_path, "-n", "4").paths == ("tests",)
    assert resolve(tmp_path, "-n", "4", "4").paths == ("4",)


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ("{project}/tests", ("tests",)),
        ("./tests/", ("tests",)),
        ("{project}/tests/test_a.py::test_b[x::/y]", ("tests/test_a.py::test_b[x::/y]",)),
        ("{project}", (".",)),
        ("{project}/../other", ("../other",)),
    ],
)
def test_paths_are_relative_to_the_project_however_they_are_given(
    given: str, paths: tuple[str, ...], tmp_path: Path
) -> None:
    found = resolve(tmp_path, given.format(project=tmp_path))
    assert (found.paths, found.paths_given) == (paths, True)


def test_a_conftest_below_a_folder_that_is_named_absolutely_is_loaded(tmp_path: Path) -> None:
    fixture = "import pytest\n@pytest.fixture\ndef cart(): return []\n"
    test = "def test_cart(cart): assert cart == []\n"
    write(tmp_path, tests__unit__conftest_dot_py=fixture, tests__unit__test_cart_dot_py=test)
    args = (str(tmp_path / "tests"),)
    subprocess.run([sys.executable, "-m", "pytest", "-q", *args], cwd=tmp_path, check=True)
    invocation = Invocation(str(tmp_path), args, {"HOME": str(tmp_path)}, sys.executable, use_cache=False)
    assert "tests/unit/conftest.py" in {plugin.file for plugin in facts_of(invocation).get("plugins").active}


def test_config_files_of_folders_and_parents_are_listed(tmp_path: Path) -> None:
    write(tmp_path, tox_dot_ini="[pytest]\n", proj__pytest_dot_ini="", proj__sub__setup_dot_cfg="[tool:pytest]\n")
    write(tmp_path, proj__a__b__pytest_dot_ini="[pytest]\n", proj__a__b__test_x_dot_py="")
    files = [file.file for file in resolve(tmp_path / "proj").files]
    assert files[0] == "pytest.ini"
    assert {"../tox.ini", "sub/setup.cfg"} < set(files)
    assert resolve(tmp_path / "proj", "a/b/test_x.py").files[0].file == "a/b/pytest.ini"


def test_hostile_files_are_faults(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").mkdir()
    (tmp_path / "tox.ini").symlink_to("tox.ini")
    (tmp_path / "setup.cfg").write_bytes(b"[tool:pytest]\naddopts = \xff\n")
    found = resolve(tmp_path)
    assert [file.file for file in found.files] == ["setup.cfg"]
    assert found.error
    assert (found.error.kind, found.error.place.line) == ("UnicodeDecodeError", 2)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "pytest.ini").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    error = resolve(tmp_path).error
    assert error
    assert "larger than 8 MB" in error.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pytest.ini")
    assert resolve(tmp_path).configfile is None
    assert resolve(tmp_path, "-c", "pytest.ini", version="8.4.2").error


HOSTILE_WORDS = (
    "\0",
    "--basetemp=\0",
    "-c\0.ini",
    "--rootdir=\0",
    "--confcutdir=\0",
    "@\0",
    "-W:::(:",
    "-o",
    "x" * 5000,
)


@given(
    st.sampled_from(["addopts", "testpaths", "pythonpath", "filterwarnings", "minversion"]),
    st.lists(st.sampled_from(HOSTILE_WORDS) | st.text(max_size=8), max_size=4),
    st.sampled_from(["7.4.4", "8.4.2", "9.0.3", "9.2.0"]),
)
def test_any_words_are_resolved_or_refused(
    tmp_path_factory: pytest.TempPathFactory, key: str, words: list[str], version: str
) -> None:
    project = tmp_path_factory.mktemp("project")
    (project / "pytest.ini").write_text(f"[pytest]\n{key} = {' '.join(words)}\n", encoding="utf-8")
    found = resolve(project, *words, version=version, PYTEST_ADDOPTS=" ".join(words[:2]))
    assert found.pytest_version == version


@settings(max_examples=300)
@given(
    st.sampled_from(NEW_NAMES), st.binary(max_size=200), st.sampled_from([(7, 4, 4), (8, 4, 2), (9, 0, 3), (9, 2, 0)])
)
def test_any_bytes_are_a_file_or_a_fault(name: str, data: bytes, version: tuple[int, ...]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        file = load(str(path), name, version)
    assert file.error is not None or all(section.place.file == name for section in file.sections)
