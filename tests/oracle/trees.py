"""Project trees and calls made up at random, from a seed: valid and invalid, plain and hostile."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.oracle.files import config_file

FOLDERS = ("", "proj", "proj/tests", "proj/tests/unit", "proj/sub", "proj/sub/tests", "proj/test_more", "other")
NAMES = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
CUSTOM = ("custom.ini", "custom.cfg", "custom.toml", "custom.txt", "pytest.ini", "pyproject.toml")


@dataclass(frozen=True)
class Tree:
    """One project and one call: files by path, links by path, folders, and `cd cwd && pytest *args`."""

    files: Mapping[str, bytes]
    cwd: str
    args: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = FOLDERS
    links: Mapping[str, str] = field(default_factory=dict)

    def write(self, root: Path) -> None:
        for folder in self.folders:
            (root / folder).mkdir(parents=True, exist_ok=True)
        for name, data in self.files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        for name, target in self.links.items():
            (root / name).symlink_to(target)


def tree(seed: int) -> Tree:
    """The tree of this seed."""
    rand = random.Random(seed)
    files = {f"{folder}/{name}".lstrip("/"): data for folder, name, data in _configs(rand)}
    files |= _sources(rand)
    cwd = rand.choice(("proj", "proj", "proj", "proj", "proj/sub", "proj/tests", "", "other"))
    folders = FOLDERS
    if rand.random() < 0.02:
        folders = (*FOLDERS, f"{cwd}/{rand.choice(NAMES)}".lstrip("/"))
        files.pop(folders[-1], None)
    links = {"proj/link": rand.choice(("tests", "../other", "link"))} if rand.random() < 0.08 else {}
    return Tree(files, cwd, _args(rand, cwd), _variables(rand), folders, links)


def _configs(rand: random.Random) -> list[tuple[str, str, bytes]]:
    found = []
    for _ in range(rand.choice((0, 1, 1, 1, 2, 2, 3, 4, 5))):
        folder = rand.choice((*("proj",) * 7, *FOLDERS))
        name = rand.choice(NAMES)
        found.append((folder, name, config_file(rand, name)))
    if rand.random() < 0.15:
        name = rand.choice(CUSTOM)
        found.append((rand.choice(FOLDERS), name, config_file(rand, name)))
    return found


def _sources(rand: random.Random) -> dict[str, bytes]:
    files = {"proj/tests/test_a.py": b"def test_a(): pass\n", "proj/args.txt": b"-q\ntests\n--tb=short\n"}
    for folder in FOLDERS:
        if rand.random() < 0.35:
            files[f"{folder}/conftest.py".lstrip("/")] = b""
    if rand.random() < 0.12:
        files[f"{rand.choice(FOLDERS)}/setup.py".lstrip("/")] = b""
    if rand.random() < 0.1:
        files["proj/my tests/test_b.py"] = b""
    return files


PATHS = ("tests", "tests/test_a.py", "tests/test_a.py::test_a", "tests/unit", "sub", "sub/tests", ".", "..", "../other")
STRANGE = (
    "missing",
    "missing/test_x.py::test",
    "tests/../tests",
    "./tests",
    "my tests",
    "link",
    "",
    "a b",
    "::x",
    "-1",
)
FLAGS = ("-q", "-v", "-x", "-vvx", "-rA", "-k", "-ka", "-k=a", "--co", "--tb=short", "-s", "-l", "--lf", "--pyargs")
PAIRS = (
    *(
        ("-k", "a or b"),
        ("-m", "not slow"),
        ("--tb", "long"),
        ("--maxfail", "2"),
        ("-W", "ignore"),
        ("-W", "x"),
        ("-Wignore:[",),
        ("-W", "ignore::Nope"),
        ("-r", "fE"),
    ),
    *(("--maxfail", "two"), ("--tb", "nope"), ("--color=purple",), ("--maxfail=1.5",), ("--durations", "x"), ("-x=1",)),
    *(("--confcutdir", ".."), ("--confcutdir=sub",), ("--confcutdir", "nowhere"), ("--noconftest",)),
    *(("--import-mode=importlib",), ("--junitxml", "tests"), ("--basetemp=.",), ("--basetemp", "tmp"), ("--pdbcls=x",)),
    *(("-p", "no:cacheprovider"), ("-pno:doctest",), ("-p", "no:main"), ("-p", "no:x/conftest.py"), ("-pno:main",)),
    *(("-p", "no:logging"), ("-p", " no:terminal"), ("-p", "no:warnings"), ("-p", "doctest"), ("-p", "no:python_path")),
    *(("--ignore", "sub"), ("--deselect=a",), ("--strict-markers",), ("--strict-config",), ("--strict",)),
    *(
        ("--unknown",),
        ("--unknown=1",),
        ("--unknown", "tests"),
        ("-n", "4"),
        ("-n4",),
        ("--cov", "sub"),
        ("--cov=sub",),
    ),
    *(("@args.txt",), ("@nowhere.txt",), ("-",), ("--verbosity=2",), ("--cache-show",)),
    *(("--log-level=INFO",), ("--doctest-report", "UDIFF"), ("--doctest-glob=*.md",), ("--report-chars=a",)),
)
OVERRIDES = (
    *("xfail_strict=true", "strict_xfail=no", "testpaths=sub tests", "addopts=-q", "addopts=--maxfail=3 tests"),
    *("addopts='x", "foo=bar", "nothing", "minversion=99", "minversion=6.0", "pythonpath=src .", "a=b=c", "=x"),
    *("log_cli=maybe", "junit_family=legacy", "python_files=*.py x", "markers=a: b", "strict=true", "log_level=7"),
    *(
        "console_output_style=nope",
        "cache_dir=$HOME/x",
        "faulthandler_timeout=abc",
        "verbosity_assertions=2",
        "log_cli=",
    ),
)


def _args(rand: random.Random, cwd: str) -> tuple[str, ...]:
    words: list[str] = []
    for _ in range(rand.choice((0, 0, 0, 0, 1, 1, 2, 2, 3, 5))):
        words += _word(rand, cwd)
    if rand.random() < 0.02:
        words.append(rand.choice(("-p", "-k", "--maxfail")))  # without the value that it asks for
    elif rand.random() < 0.04:
        # What looks like an option behind the dashes is one for pytest 9 on Python below 3.12.8, and none on others.
        words += ["--", *rand.choices(PATHS, k=rand.choice((0, 1, 2)))]
    return tuple(words)


def _word(rand: random.Random, cwd: str) -> tuple[str, ...]:
    kind = rand.random()
    if kind < 0.38:
        return (rand.choice(PATHS),)
    if kind < 0.45:
        return (rand.choice(STRANGE),)
    if kind < 0.55:
        return (rand.choice(FLAGS),)
    if kind < 0.68:
        return rand.choice(PAIRS)
    if kind < 0.82:
        return (rand.choice(("-o", "--override-ini")), rand.choice(OVERRIDES))
    if kind < 0.92:
        return _named_file(rand, cwd)
    return _rootdir(rand)


def _named_file(rand: random.Random, cwd: str) -> tuple[str, ...]:
    folder = rand.choice(("", "..", "sub", "tests", "../proj"))
    name = rand.choice(
        (*NAMES, *CUSTOM, "args.txt", "nowhere.ini", "nowhere.toml", "tests", "conftest.py", "/dev/null")
    )
    path = f"{folder}/{name}" if folder and not name.startswith("/") else name
    return rand.choice((("-c", path), (f"-c{path}",), ("--config-file", path), (f"--config-file={path}",)))


def _rootdir(rand: random.Random) -> tuple[str, ...]:
    path = rand.choice(
        (".", "..", "sub", "tests", "nowhere", "$FOLDER", "${FOLDER}/unit", "$NOTHING", "tests/test_a.py", "")
    )
    return rand.choice((("--rootdir", path), (f"--rootdir={path}",)))


def _variables(rand: random.Random) -> dict[str, str]:
    found = {"FOLDER": "tests"}
    if rand.random() < 0.2:
        parts = [" ".join(map(_quoted, _word(rand, "proj"))) for _ in range(rand.choice((1, 1, 2)))]
        found["PYTEST_ADDOPTS"] = " ".join(parts) + rand.choice(("", "", "", " ", "'", "\\", "\n-q"))
    return found


def _quoted(word: str) -> str:
    return f"'{word}'" if " " in word or not word else word
