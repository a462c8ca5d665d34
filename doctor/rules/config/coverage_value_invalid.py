"""coverage.py is given a value that it cannot read, or that no run can reach.

## Why

coverage.py reads all its settings when it starts, and one that it cannot read (`fail_under = 90%`, a text where TOML
wants a list, a pattern that is no regular expression) ends pytest in a traceback before the first test. A `fail_under`
above 100 is refused when the tests are done. One between 0 and 1 is taken as it stands: `fail_under = 0.9` is
nine tenths of a percent, and a gate that lets everything through. `concurrency`, `core`, `dynamic_context` and a few
other keys take one of a few words, and so does the variable COVERAGE_CORE.

See https://coverage.readthedocs.io/en/latest/config.html.

## Instead

`fail_under` is a number from 0 to 100, without a percent sign. In TOML a list has brackets also where it has one item.

## Fix safety

The file is read again, with all that stands in it, and the gate may begin to hold: it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import CommandLine, ConfigFile, PytestConfig, Section, Setting
from doctor.model.environment import Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import ENVIRONMENT, Place, Word
from doctor.model.rewrites import RenameWord
from doctor.rules.config._coverage import CHOICES, settings, type_of
from doctor.rules.cures import literal, may_edit, number, value_replaced
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

GATE = "--cov-fail-under"
TRUTHS = ("true", "false", "1", "0", "yes", "no", "on", "off")
INI_WORDS = {
    "bool": "Not a boolean: {}",
    "int": "invalid literal for int() with base 10: {!r}",
    "float": "could not convert string to float: {!r}",
}
TYPES = {"bool": "a boolean", "int": "an integer", "float": "a float", "list": "a list", "regexes": "a list"}
NO = {
    "bool": "neither true nor false",
    "int": "no whole number",
    "float": "no number",
    "list": "no list",
    "regexes": "no regular expression",
}
HINTS = {
    "bool": "write true or false",
    "list": "write a list",
    "regexes": "write a regular expression: '*' stands behind what it repeats",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    coverage_file: ConfigFile | None, command_line: CommandLine, config: PytestConfig, variables: Variables
) -> Iterator[Problem]:
    core = variables.get("COVERAGE_CORE")
    if core and command_line.last("--cov") and not command_line.last("--no-cov"):
        yield from strange("run", Setting("core", core, Place(ENVIRONMENT), Place(ENVIRONMENT)))
    gate = command_line.last(GATE)
    percent = number(gate.value, "float") if gate and gate.known else None
    if gate and isinstance(percent, float) and not is_reachable(percent):
        yield gated(percent, Word(gate.text(), gate.place), GATE + "=", value_replaced(gate, meant_by(percent), config))
    for section, setting in settings(coverage_file) if coverage_file else ():
        if "$" in str(setting.value):
            continue  # a variable of the environment
        found = refused(section, setting, is_toml=coverage_file is not None and coverage_file.mode == "toml")
        percent = number(setting.value, "float") if setting.name == "fail_under" and not gate else None
        if found:
            yield found
        elif (section.name, setting.name) in CHOICES:
            yield from strange(section.name, setting)
        elif isinstance(percent, float) and not is_reachable(percent) and not isinstance(setting.value, bool):
            word = Word(f"fail_under = {setting.value}", setting.value_place)
            yield gated(percent, word, "fail_under = ", replaced(setting, word, meant_by(percent)))


def refused(section: Section, setting: Setting, is_toml: bool) -> Problem | None:
    """The setting as coverage.py refuses it when it reads the file."""
    kind = type_of(section.name, setting.name)
    name, value = f"[tool.coverage.{section.name}]{setting.name}", setting.value
    whole = Word(str(value), setting.value_place)
    is_listed = kind in ("list", "regexes")
    if is_listed and is_toml and not isinstance(value, list):
        found = stopped(setting, whole, kind, f"Option {name} is not a list: {value!r}")
        return found.replace(message=found.message.replace(NO["regexes"], NO["list"]))
    if kind == "regexes":
        return bad_pattern(section, setting)
    if kind in INI_WORDS and not (fits_toml(value, kind) if is_toml else fits(str(value), kind)):
        how = f"couldn't convert to {TYPES[kind]}" if isinstance(value, str) else f"is not {TYPES[kind]}"
        words = f"Option {name} {how}: {value!r}" if is_toml else INI_WORDS[kind].format(value)
        return stopped(setting, whole, kind, words)
    return None


def strange(section: str, setting: Setting) -> Iterator[Problem]:
    """A word that is none of those which the key takes."""
    choices, words = CHOICES[section, setting.name]
    values = setting.value if isinstance(setting.value, list) else re.split(r"[,\n]", str(setting.value))
    for value in (str(each).strip() for each in values):
        text = value.lower().lstrip("+-") if setting.name == "sort" else value
        if not text or text in choices:
            continue
        place = next((item.place for item in setting.items if value in item.text), setting.value_place)
        near = nearest(text, choices)
        is_shown = section == "report"  # pytest-cov warns, and leaves the report out
        yield Problem(
            place=place,
            message=f"{called(setting)} knows no '{value}'",
            label="not known",
            consequence=("there is no report: " if is_shown else "pytest ends in a traceback: ") + words.format(value),
            help=f"write {near}" if near else f"write one of {', '.join(choices)}",
            severity=Severity.WARNING if is_shown else None,
            fix=Fix(f"write '{near}' for '{value}'", (RenameWord(place, value, near),))
            if near and may_edit(place)
            else None,
        )


def called(setting: Setting) -> str:
    return f"'{setting.name}' of coverage.py" if setting.place.is_file else "COVERAGE_CORE of coverage.py"


def fits(text: str, kind: str) -> bool:
    return text.lower() in TRUTHS if kind == "bool" else number(text, kind) is not None


def fits_toml(value: object, kind: str) -> bool:
    if isinstance(value, str):
        return value in TRUTHS[:2] if kind == "bool" else number(value, kind) is not None
    return isinstance(value, {"bool": (bool,), "int": (int,), "float": (int, float)}[kind])


def bad_pattern(section: Section, setting: Setting) -> Problem | None:
    for item in setting.items:
        try:
            re.compile(item.text.strip())
        except re.error as error:
            words = f"Invalid [{section.name}].{setting.name} value {item.text!r}: {error}"
            meant = f".{item.text}" if item.text.startswith("*") else ""  # it was written as for a shell
            shown = literal(meant) if meant and isinstance(setting.value, list) else meant
            return stopped(setting, item, "regexes", words, shown)
        except (RecursionError, OverflowError):
            continue
    return None


def stopped(setting: Setting, word: Word, kind: str, words: str, meant: str | None = None) -> Problem:
    meant = meaning(setting, kind) if meant is None else meant
    line = meant if kind == "regexes" and not meant.startswith("[") else f"{setting.name} = {meant}"
    return Problem(
        place=word.place,
        message=f"coverage.py cannot read '{setting.name}', which is {word.text!r} and {NO[kind]}",
        label="not read",
        consequence=f"pytest ends in a traceback: ConfigError: {words}",
        help=f"write {line}" if meant else HINTS.get(kind, "write a number"),
        fix=replaced(setting, word, meant),
    )


def meaning(setting: Setting, kind: str) -> str:
    """The value that was meant, "" where it cannot be told."""
    value = setting.value
    if kind in ("list", "regexes"):
        parts = [part.strip() for part in re.split(r"[,\n]" if kind == "list" else r"\n", str(value))]
        return f"[{', '.join(literal(part) for part in parts if part)}]" if isinstance(value, str) else ""
    text = str(value).strip().strip("\"'")
    if kind == "bool":
        return {"y": "true", "t": "true", "1": "true", "n": "false", "f": "false", "0": "false"}.get(
            text.lower()[:1], ""
        )
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:%|percent|[#;].*)?", text)
    return found[1] if found and number(found[1], kind) is not None else ""


def is_reachable(percent: float) -> bool:
    return 1 <= percent <= 100 or percent == 0


def meant_by(percent: float) -> str:
    return f"{percent * 100:g}" if 0 < percent < 1 else "100" if percent > 100 else "0"


def gated(percent: float, word: Word, before: str, fix: Fix | None) -> Problem:
    """A gate that nothing passes, or everything."""
    is_fraction = 0 < percent < 1
    return Problem(
        place=word.place,
        message=f"'{word.text}' is less than one percent"
        if is_fraction
        else f"'{word.text}' is no part of 100 percent, and cannot be reached",
        label="percent, not a fraction" if is_fraction else "not from 0 to 100",
        consequence=f"the gate opens as soon as {percent:g} % of the lines are covered"
        if is_fraction
        else f"the run fails: fail_under={percent:g} is invalid. Must be between 0 and 100.",
        help=f"write {before}{meant_by(percent)}",
        severity=Severity.WARNING if is_fraction else None,
        fix=fix,
    )


def replaced(setting: Setting, word: Word, meant: str) -> Fix | None:
    if not meant or not may_edit(word.place) or not str(setting.value):
        return None
    return Fix(
        f"write {setting.name} = {meant}" if word.place == setting.value_place else f"write {meant}",
        (Replace(word.place, meant),),
    )
