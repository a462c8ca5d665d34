"""A file beside the configuration has the name of a library that pytest itself needs.

## Why

`python -m pytest` puts the current folder in front of sys.path. A `random.py` or `logging.py` there is what pytest
imports in place of the standard library's: it stops with an AttributeError or ImportError that names neither. A
`pytest.py` is run in place of pytest itself, and no test is.

See https://docs.pytest.org/en/stable/how-to/usage.html#calling-pytest-through-python-m-pytest.

## Instead

Give the file another name, or put it into a package.

## Fix safety

Files that others import are not renamed by a machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import Declared, Tree, normalized
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.rules.registry import rule

# What pytest 7.4 to 9.2 imports of the standard library while it starts, seen by a run of `python -m pytest`.
NEEDED = frozenset(
    {
        *("argparse", "array", "ast", "base64", "bdb", "bisect", "bz2", "calendar", "cmd", "code", "codeop", "copy"),
        *("csv", "dataclasses", "datetime", "decimal", "difflib", "dis", "email", "fnmatch", "gettext", "glob"),
        *("heapq", "inspect", "ipaddress", "linecache", "locale", "logging", "lzma", "ntpath", "numbers", "opcode"),
        *("pathlib", "pdb", "platform", "pprint", "quopri", "random", "selectors", "shlex", "shutil", "signal"),
        *("socket", "string", "struct", "subprocess", "tempfile", "textwrap", "threading", "token", "tokenize"),
        *("traceback", "typing", "unittest", "urllib", "uuid", "weakref", "xml", "zipfile"),
    }
)
ITSELF = ("pytest", "_pytest", "pluggy", "iniconfig")


@rule(severity=Severity.WARNING, since="0.1")
def check(tree: Tree, declared: Declared) -> Iterator[Problem]:
    for name in tree.folders.get("", ()):
        module = name.removesuffix(".py")
        is_module = name.endswith(".py") or tree.has(f"{name}/__init__.py")
        if not is_module or (module not in NEEDED and module not in ITSELF) or is_own(module, declared):
            continue
        yield problem(module, name if name.endswith(".py") else f"{name}/__init__.py")


def is_own(module: str, declared: Declared) -> bool:
    """Is the project the library itself?"""
    return bool(declared.name) and normalized(declared.name or "") in (normalized(module), "cpython")


def problem(module: str, file: str) -> Problem:
    owner = "pytest's own" if module in ITSELF else "the standard library's"
    return Problem(
        place=Place(file, 1),
        message=f"`python -m pytest` imports this '{module}' in place of {owner}, which pytest needs",
        label=f"hides {owner} '{module}'",
        consequence="this file is run, and no test"
        if module == "pytest"
        else "pytest stops with an AttributeError or ImportError for what this one does not have",
        help="give the file another name, or put it into a package",
        severity=Severity.ERROR if module == "pytest" else None,
    )
