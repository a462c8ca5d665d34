"""A configuration file cannot be read.

## Why

pytest stops at the first configuration file that it cannot parse, also when the fault is in a part that is not for
pytest: a pyproject.toml holds more than one tool's options. From 9.0 it also reads what lies beside the winner.

See https://docs.pytest.org/en/stable/reference/customize.html#configuration-file-formats.

## Instead

Mend the file at the place named. A key may be written only once in a section; INI files need a section header above
the first key; all of them are UTF-8.

## Fix safety

A header above the keys of a pytest.ini is safe: pytest stops without it. All else is not done unasked: two lists of one
key are joined, of two other values the last one stays, two tables of one name are joined; in TOML a header is closed,
and values written as in an INI file get quotes. For the rest there is no fix: what was meant is for people to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import ConfigError, ConfigFile, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine, Replace
from doctor.model.invocation import Invocation
from doctor.model.rewrites import JoinKeys, JoinTables, WriteToml
from doctor.rules.config._errors import REJECTED, of_rule, reporter, said
from doctor.rules.registry import rule

ARRAY = "'list' object has no attribute 'items'"
CURES = (
    (ARRAY, "write one table, [tool.pytest.ini_options]: double brackets make a list of tables"),
    ("duplicate name", "remove one of the two"),
    ("duplicate section", "put the two sections together"),
    ("no section header", "write the section header, [pytest], above the first key"),
    ("unexpected line", "a line of a section is `key = value`; continued values are indented"),
    ("Cannot overwrite", "remove one of the two"),
    ("codec can't decode", "save the file as UTF-8"),
    ("Permission denied", "let the file be read"),
)

LISTS = (  # keys that may hold several values, each on a line of its own
    *("addopts", "markers", "filterwarnings", "testpaths", "norecursedirs", "pythonpath", "usefixtures", "env"),
    *("python_files", "python_classes", "python_functions", "required_plugins", "doctest_optionflags"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, invocation: Invocation) -> Iterator[Problem]:
    if error := of_rule("config-file-broken", config):
        yield problem(error.place.file, error, invocation)
    elif config.error is None:
        for file in config.files:
            if file.error and is_near(file) and reporter(file.error, config) in ("config-file-broken", REJECTED):
                yield latent(file, file.error, invocation)


def is_near(file: ConfigFile) -> bool:
    """Does it lie in the project itself?"""
    return "/" not in file.file


def problem(name: str, error: ConfigError, invocation: Invocation) -> Problem:
    return Problem(
        place=error.place,
        message=f"{name} cannot be {verb(error)}: {reason(error)}",
        label="here",
        consequence=said(error, invocation) if error.kind else "",
        fix=single(error) or headed(name, error) or joined(error) or quoted(error) or indented(error) or written(error),
        help=escape(error) or next((cure for words, cure in CURES if words in error.message), f"mend {name} here"),
    )


def escape(error: ConfigError) -> str:
    """The cure for a backslash that begins no escape of TOML."""
    import re

    found = re.search(r"\\[^btnfruUe\"\\\s]", error.line) if "Unescaped" in error.message else None
    return f"write the text between single quotes, where '{found[0]}' stays what it is" if found else ""


def quoted(error: ConfigError) -> Fix | None:
    """The texts of the line between single quotes."""
    import re

    found = [*re.finditer(r'"([^"]*)"', error.line)] if escape(error) and "'" not in error.line else []
    hits = [hit for hit in found if "\\" in hit[1] and not re.search(r"\\[btnfruU\\]", hit[1])]
    if len(hits) != 1 or error.line.count('"') != 2 * len(found):
        return None
    start, end = hits[0].span()
    place = error.place.replace(column=start + 1, end_line=error.place.line, end_column=end + 1)
    return Fix("write the text between single quotes", (Replace(place, f"'{hits[0][1]}'"),))


def single(error: ConfigError) -> Fix | None:
    """The one table for an array of tables."""
    if ARRAY not in error.message or not error.place.file.endswith(".toml") or not error.place.column:
        return None
    place = error.place
    first, last = place.replace(end_column=place.column + 1), place.replace(column=place.end_column - 1)
    return Fix("write the header in single brackets", (Replace(first, ""), Replace(last, "")))


def indented(error: ConfigError) -> Fix | None:
    """A line that continues a value, for it begins with an option or names a marker: pytest reads it once it is
    indented."""
    is_option = error.line.startswith("-") and "=" not in error.line.partition(" ")[0].lstrip("-")[:1]
    if "unexpected line" not in error.message or not is_option or error.place.file.endswith(".toml"):
        return None
    start = error.place.replace(column=1, end_line=error.place.line, end_column=1)
    return Fix(f"indent '{error.line.strip()}'", (Replace(start, "    "),))


def headed(name: str, error: ConfigError) -> Fix | None:
    """The section header that a file for pytest alone lacks."""
    if "no section header" not in error.message or name not in ("pytest.ini", ".pytest.ini"):
        return None
    return Fix(f"write [pytest] above the first key of {name}", (InsertLine(error.place, "[pytest]"),), safe=True)


def joined(error: ConfigError) -> Fix | None:
    """Two keys, or two tables, of one name."""
    key = error.message.partition("duplicate name '")[2].partition("'")[0]
    if key and not error.place.file.endswith(".toml"):
        if key in LISTS:
            return Fix(f"write the two '{key}' as one", (JoinKeys(error.place, key),))
        return Fix(f"remove the first '{key}'", (JoinKeys(error.place, key, keep_last=True),))
    if "Cannot declare" in error.message and "twice" in error.message:
        return Fix(f"write the two {error.line.partition('#')[0].strip()} as one", (JoinTables(error.place),))
    return None


def written(error: ConfigError) -> Fix | None:
    """A header without its end, a value that TOML does not know."""
    import re

    place, line = error.place, error.line
    if not place.file.endswith(".toml"):
        return None
    header = re.match(r"\s*\[[\w.\-]+(?=\s*(#|$))", line)
    if header:
        end = place.replace(column=header.end() + 1, end_line=place.line, end_column=header.end() + 1)
        return Fix("close the header of the table with ]", (Replace(end, "]"),))
    pair = re.match(r"([\w.\-]+)[ \t]*=[ \t]*(?P<value>[^#]*?)[ \t]*(#.*)?$", line)
    value = pair["value"] if pair else "["
    is_open = value[:1] in ("'", '"') and value.count(value[:1]) == 1
    if pair is None or (value and not is_open and not re.fullmatch(r"[A-Za-z_\-./][^\"\[\]{}]*", value)):
        return None
    how = "as true or false" if value in ("True", "False") else "in quotes" if value else "as a list"
    return Fix(f"write the value of '{pair[1]}' {how}", (WriteToml(place),))


def latent(file: ConfigFile, error: ConfigError, invocation: Invocation) -> Problem:
    """This call does not come to the file."""
    found = problem(file.file, error, invocation)
    return found.replace(
        consequence="this pytest does not come to it; pytest 9 does, and stops", severity=Severity.NOTE
    )


def verb(error: ConfigError) -> str:
    return "read" if error.kind in ("", "PermissionError", "UnicodeDecodeError", "OSError") else "parsed"


def reason(error: ConfigError) -> str:
    """The words behind the path and the line number."""
    words = error.message
    for part in (f"{error.place.file}:{error.place.line}: ", f"{error.place.file}: "):
        if part in words:
            return words.partition(part)[2]
    return words if error.kind else words.rpartition("/")[2]
