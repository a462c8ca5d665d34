"""The fact `kept_back`: variables that CI sets for tox, that tests read, and that tox does not pass on."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

from doctor.facts.ci_variables import asked_for, set_in
from doctor.facts.contents import content
from doctor.facts.steps import of_ci
from doctor.model.ci_variables import Stray
from doctor.model.invocation import Invocation
from doctor.model.places import Place
from doctor.model.sources import Sources

RUNS_TOX = re.compile(
    rb"^\s*(?:-\s+)?(?:(?:run|script|command)\s*:\s*[|>]?\s*)?(?:-\s+)?(?:python\S*\s+-m\s+)?tox\b", re.M
)
RUNS_PYTEST = re.compile(rb"^[^#\n]*(?<![\w-])(?:pytest|py\.test)(?:\s|$)(?![^\n]*install)", re.M)
INSTALLS = re.compile(rb"\binstall\b")
PASSED = (  # by tox 4 itself
    *(
        "CI",
        "GITHUB_*",
        "GITLAB_*",
        "CC",
        "CFLAGS",
        "CXX",
        "CXXFLAGS",
        "CPPFLAGS",
        "LD_LIBRARY_PATH",
        "LDFLAGS",
        "HOME",
    ),
    *("FORCE_COLOR", "NO_COLOR", "LANG", "LANGUAGE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "TERM", "TMPDIR", "PATH"),
    *("PIP_*", "VIRTUALENV_*", "UV_*", "NETRC", "PKG_CONFIG*", "REQUESTS_CA_BUNDLE", "DISPLAY", "SETUPTOOLS_*"),
    *("PYTEST_*", "TOX_*", "USER", "LOGNAME", "SSH_AUTH_SOCK", "PY_COLORS", "COVERALLS_*", "CODECOV_*"),
)
HEAD = re.compile(rb"^\[testenv", re.MULTILINE)


def kept_back(invocation: Invocation, sources: Sources) -> tuple[Stray, ...]:
    """`written` is the variable, `place` where tox.ini would have to pass it, `read_at` where it is read."""
    project = Path(invocation.project)
    data = content(project / "tox.ini")
    if b"pytest" not in data or not HEAD.search(data):
        return ()
    files = [name for name in of_ci(invocation.project) if only_tox(content(project / name))]
    written = {name for file in files for name, _ in set_in(project / file, file)}
    if not written:
        return ()
    text = data.decode("utf-8", "replace")
    passed = passed_by(text)
    asked = dict(asked_for(sources, invocation.project))
    lost = [name for name in sorted(written & set(asked)) if name not in text and not is_passed(name, passed)]
    return tuple(Stray(name, name, header(text), asked[name]) for name in lost)


def only_tox(data: bytes) -> bool:
    """Does the file run tox, and pytest in no other way?"""
    lines = [line for line in data.splitlines() if not INSTALLS.search(line)]
    return bool(RUNS_TOX.search(data)) and not any(RUNS_PYTEST.search(line) for line in lines)


def passed_by(text: str) -> tuple[str, ...]:
    from doctor.facts.declared_ini import entries

    keys = ("passenv", "pass_env")
    return tuple(word for _, key, _, value in entries(text) if key in keys for word in re.split(r"[\s,]+", value))


def is_passed(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in (*patterns, *PASSED))


def header(text: str) -> Place:
    """The line of `pass_env` in the first environment, else that of its head."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("[testenv"))
    end = next((index for index in range(start + 1, len(lines)) if lines[index].startswith("[")), len(lines))
    said = (index for index in range(start, end) if re.match(r"pass_?env\s*=", lines[index]))
    line = next(said, start)
    return Place("tox.ini", line + 1, 1, line + 1, len(lines[line]) + 1)
