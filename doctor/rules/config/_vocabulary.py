"""Values that configuration keys may have, and what happens with others.

The words are those of pytest 7.4 to 9.1; from 9.2 pytest checks its own keys with one sentence. Each was seen in a run.
"""

from __future__ import annotations

import re

from doctor.model.record import Record
from doctor.rules.scopes import SCOPES

LEVELS = ("CRITICAL", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "NOTSET")
OWN_LEVELS = ("TRACE", "NOTICE", "SUCCESS", "VERBOSE", "SPAM")  # that libraries make attributes of logging
FLAGS = (
    "DONT_ACCEPT_TRUE_FOR_1",
    "DONT_ACCEPT_BLANKLINE",
    "NORMALIZE_WHITESPACE",
    "ELLIPSIS",
    "IGNORE_EXCEPTION_DETAIL",
    "SKIP",
    "COMPARISON_FLAGS",
    "ALLOW_UNICODE",
    "ALLOW_BYTES",
    "NUMBER",
    "REPORT_UDIFF",
    "REPORT_CDIFF",
    "REPORT_NDIFF",
    "REPORT_ONLY_FIRST_FAILURE",
    "FAIL_FAST",
)


DOCTESTPLUS = (
    *("FLOAT_CMP", "IGNORE_OUTPUT", "IGNORE_OUTPUT_2", "IGNORE_OUTPUT_3", "IGNORE_WARNINGS", "SHOW_WARNINGS"),
    "REMOTE_DATA",
)  # flags of pytest-doctestplus


class Vocabulary(Record):
    """What a key may hold: one of `choices`, or of `kind` "int", "number", "level" or "flags".

    `words` are what pytest says, {value} standing for the value; `stops` is whether the run ends there.
    """

    choices: tuple[str, ...] = ()
    kind: str = ""
    words: str = ""
    stops: bool = True
    since: tuple[int, ...] = ()  # of pytest: before it, pytest does not mind


NUMBER = "INTERNALERROR: ValueError: invalid literal for int() with base 10: '{value}'"
LEVEL = (
    "'{upper}' is not recognized as a logging level name for '{name}'. Please consider passing the logging level num"
)
LOOP = "'{value}' is not a valid {name}. Valid scopes are: function, class, module, package, session."
SILENT = "pytest takes it without a word, and does what it does without the key"

BUILTIN = {
    "console_output_style": Vocabulary(
        ("classic", "progress", "count", "times", "progress-even-when-capture-no"), words=SILENT, stops=False
    ),
    "empty_parameter_set_mark": Vocabulary(
        ("skip", "xfail", "fail_at_collect"),
        words="{name} must be one of skip, xfail or fail_at_collect but it is '{value}'",
    ),
    "tmp_path_retention_policy": Vocabulary(
        ("all", "failed", "none"),
        words="INTERNALERROR: ValueError: {name} must be either all, failed, none. Current input: {value}.",
    ),
    "tmp_path_retention_count": Vocabulary(kind="int", words=NUMBER),
    "junit_family": Vocabulary(
        ("legacy", "xunit1", "xunit2"), words="INTERNALERROR: KeyError: '{value}' with --junitxml", stops=False
    ),
    "junit_logging": Vocabulary(("no", "log", "system-out", "system-err", "out-err", "all"), words=SILENT, stops=False),
    "junit_duration_report": Vocabulary(("total", "call"), words=SILENT, stops=False),
    "log_level": Vocabulary(kind="level", words=LEVEL),
    "log_cli_level": Vocabulary(kind="level", words=LEVEL),
    "log_file_level": Vocabulary(kind="level", words=LEVEL),
    "log_file_mode": Vocabulary(("w", "a"), words="INTERNALERROR: ValueError: invalid mode: '{value}'"),
    "faulthandler_timeout": Vocabulary(
        kind="number", words="INTERNALERROR: ValueError: could not convert string to float: '{value}'"
    ),
    "doctest_encoding": Vocabulary(
        ("utf-8", "utf-8-sig", "utf-16", "ascii", "latin-1", "cp1252"),
        "encoding",
        words="LookupError: unknown encoding: {value} at each text file with doctests",
        stops=False,
    ),
    "doctest_optionflags": Vocabulary(
        kind="flags", words="KeyError: '{value}' at each file with doctests", stops=False
    ),
    "verbosity_assertions": Vocabulary(("auto",), "int", words="a failing assertion ends in a ValueError", stops=False),
    "verbosity_test_cases": Vocabulary(("auto",), "int", words=NUMBER),
    "verbosity_subtests": Vocabulary(("auto",), "int", words=NUMBER, stops=False),
    "truncation_limit_lines": Vocabulary(kind="int", words="a failing assertion ends in a ValueError", stops=False),
    "truncation_limit_chars": Vocabulary(kind="int", words="a failing assertion ends in a ValueError", stops=False),
}
PLUGINS = {
    "asyncio_mode": Vocabulary(
        ("auto", "strict"), words="'{value}' is not a valid asyncio_mode. Valid modes: auto, strict."
    ),
    "anyio_mode": Vocabulary(("auto", "strict"), words="anyio takes it for strict, without a word", stops=False),
    "asyncio_default_fixture_loop_scope": Vocabulary(SCOPES, words=LOOP),
    "asyncio_default_test_loop_scope": Vocabulary(SCOPES, words=LOOP),
    "timeout": Vocabulary(kind="number", words="INTERNALERROR: ValueError: Invalid timeout {value} from config file"),
    "timeout_method": Vocabulary(
        ("signal", "thread"), words="INTERNALERROR: ValueError: Invalid method {value} from config file"
    ),
}
REPORTS = ("term", "term-missing", "annotate", "html", "xml", "json", "markdown", "markdown-append", "lcov")
OPTIONS = {
    "--asyncio-mode": PLUGINS["asyncio_mode"],
    "--anyio-mode": PLUGINS["anyio_mode"],
    "--log-level": Vocabulary(kind="level", words=LEVEL.replace("{name}", "log_level")),
    "--log-cli-level": Vocabulary(kind="level", words=LEVEL.replace("{name}", "log_cli_level")),
    "--log-file-level": Vocabulary(kind="level", words=LEVEL.replace("{name}", "log_file_level")),
    "--reruns": Vocabulary(kind="int", words="argument --reruns: invalid int value: '{value}'"),
    "--timeout": Vocabulary(kind="number", words="argument --timeout: invalid float value: '{value}'"),
    "-n": Vocabulary(
        ("auto", "logical"), "int", words="argument -n/--numprocesses: invalid parse_numprocesses value: '{value}'"
    ),
    "--maxprocesses": Vocabulary(kind="int", words="argument --maxprocesses: invalid int value: '{value}'"),
    "--cov-fail-under": Vocabulary(
        kind="number", words="argument --cov-fail-under: An integer or float value is required."
    ),
    "--cov-context": Vocabulary(("test",), words='argument --cov-context: The only supported value is "test".'),
    "--randomly-seed": Vocabulary(
        ("default", "last"), "int", words="argument --randomly-seed: '{value}' is not an integer or the string 'last'"
    ),
    "--cov-report": Vocabulary(REPORTS, "report", words='argument --cov-report: invalid choice: "{value}"'),
}
LEGACY_ASYNCIO = ("auto", "strict", "legacy")  # pytest-asyncio before 0.20


def offer(vocabulary: Vocabulary) -> str:
    """The values in words: `auto or strict`, `a number`."""
    kinds = {
        "level": "the name or number of a logging level",
        "flags": "names of doctest flags",
        "encoding": "another encoding",
    }
    parts = [*vocabulary.choices]
    if vocabulary.kind and vocabulary.kind != "report":
        parts.append(kinds.get(vocabulary.kind, "a number"))
    return " or ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def seconds(value: str) -> str:
    """A time with its unit as a number of seconds: "1m" is "60"; "" for anything else."""
    found = re.fullmatch(r"(\d+) *(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?)", value.strip().lower())
    return str(int(found[1]) * {"s": 1, "m": 60, "h": 3600}[found[2][0]]) if found else ""


def with_legacy(vocabulary: Vocabulary, version: tuple[int, ...] | None) -> Vocabulary:
    """The vocabulary of asyncio_mode in this version of pytest-asyncio."""
    return vocabulary.replace(choices=LEGACY_ASYNCIO) if version and version < (0, 20) else vocabulary


def accepts(vocabulary: Vocabulary, value: str) -> bool:
    """May the key have this value?"""
    if value in vocabulary.choices or (not value and vocabulary.kind):
        return True
    if vocabulary.kind == "level":
        return value.upper() in (*LEVELS, *OWN_LEVELS) or is_number(value)
    if vocabulary.kind == "encoding":
        return is_encoding(value)
    if vocabulary.kind == "flags":
        return all(flag in FLAGS for flag in value.split())
    if vocabulary.kind == "report":
        return value.partition(":")[0] in vocabulary.choices
    if vocabulary.kind == "number":
        return is_number(value)
    return vocabulary.kind == "int" and is_number(value) and "." not in value


def is_encoding(value: str) -> bool:
    import codecs

    try:
        codecs.lookup(value)
    except (LookupError, ValueError):
        return False
    return True


def is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
