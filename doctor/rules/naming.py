"""Names that pytest collects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doctor.model.config import IniValues

CONFTESTS = ("confest.py", "conftests.py", "conftst.py", "confttest.py", "contest.py", "conftes.py", "conf_test.py")
DEFAULTS = {"python_files": ("test_*.py", "*_test.py"), "python_classes": ("Test",), "python_functions": ("test",)}


def patterns(ini: IniValues, key: str) -> tuple[str, ...]:
    """The patterns of `python_files`, `python_classes` or `python_functions` in force."""
    value = ini[key]
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else DEFAULTS[key]


def fits(name: str, prefixes: Iterable[str]) -> bool:
    """Is a class or function of this name collected? Each pattern is a prefix, or a glob if it looks like one."""
    return any(name.startswith(prefix) or _globs(name, prefix) for prefix in prefixes)


def _globs(name: str, pattern: str) -> bool:
    if not any(char in pattern for char in "*?["):
        return False
    from fnmatch import fnmatch

    return fnmatch(name, pattern)


def file_fits(path: str, globs: Iterable[str]) -> bool:
    """Does a file match one of the `python_files`? A pattern with a slash is compared with the end of the path."""
    from fnmatch import fnmatch

    name = path.rpartition("/")[2]
    return any(fnmatch("/" + path, f"*/{glob}") if "/" in glob else fnmatch(name, glob) for glob in globs)


def folder_of(path: str) -> str:
    """The folder that a file lies in, "" for the project itself."""
    return path.rpartition("/")[0]


def folders_of(path: str) -> Iterator[str]:
    """The folders around a file, the nearest first, without the project itself."""
    while path := folder_of(path):
        yield path


def words_of(text: str) -> Iterator[str]:
    """The words that a name or path is made of, in the singular: "tests/load-tests" has test, load, test; "loadtests"
    has loadtest and load."""
    for separator in "/-. ":
        text = text.replace(separator, "_")
    for part in filter(None, text.split("_")):
        word = part.lower().rstrip("s")
        yield word
        if word.endswith("test") and word != "test":
            yield word.removesuffix("test")


def is_within(path: str, folder: str) -> bool:
    """Does the path lie in the folder, or is it the folder?"""
    folder = folder.strip("/")
    return folder in ("", ".") or path == folder or path.startswith(folder + "/")


def is_conftest_misspelt(path: str) -> bool:
    """Is it a Python file whose name is conftest.py with a letter more, less or swapped?"""
    name = path.rpartition("/")[2]
    return name in CONFTESTS or (name != "conftest.py" and name.lower() == "conftest.py")
