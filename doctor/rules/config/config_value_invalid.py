"""A configuration key has a value that it does not take.

## Why

Many keys take one of a few words, or a number. pytest 9.2 checks all of its own before the run; older versions and
plugins stop when they come to the value, fail in the middle, or take it without a word and do something else. Quotes
and comments behind a value belong to it in an INI file.

See https://docs.pytest.org/en/stable/reference/reference.html#ini-options-ref.

## Instead

Write one of the values that the key takes.

## Fix safety

Safe where pytest stops and quotes or a comment behind the value are all that is wrong. A value that is guessed from
its spelling is not written unasked; where there is none to guess, and pytest stops, the key goes and its default holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import IniValue, IniValues, PytestConfig
from doctor.model.environment import Distributions, Variables
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine
from doctor.model.invocation import Invocation
from doctor.model.places import ENVIRONMENT, Place
from doctor.model.plugins import Plugins
from doctor.model.rewrites import RenameWord
from doctor.model.sources import Sources
from doctor.rules.config._errors import relative
from doctor.rules.config._vocabulary import (
    BUILTIN,
    DOCTESTPLUS,
    FLAGS,
    OWN_LEVELS,
    PLUGINS,
    Vocabulary,
    accepts,
    is_number,
    offer,
    seconds,
    with_legacy,
)
from doctor.rules.cures import key_removed, key_set, may_edit
from doctor.rules.lists import in_comment
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

TIMEOUT = "PYTEST_TIMEOUT"
MODES = {"legacy": "auto", "true": "auto", "on": "auto", "yes": "auto", "false": "strict", "off": "strict"}


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig,
    ini: IniValues,
    distributions: Distributions,
    invocation: Invocation,
    variables: Variables,
    plugins: Plugins,
    calls: Calls,
    sources: Sources,
) -> Iterator[Problem]:
    yield from of_variable(variables, plugins, calls)
    may_add_levels = bool(sources.reaching_others) or any("log" in plugin.distribution for plugin in plugins.active)
    for key in ini.values.values():
        if key.origin == "default" or not key.known or key.place is None:
            continue
        vocabulary = known(key.name, distributions)
        if vocabulary is None:
            continue
        value = written(key)
        if vocabulary.kind == "flags" and value is not None:
            strange = [each for each in value.split() if each not in {*FLAGS, *in_comment(config, key.name)}]
            plus = distributions.get("pytest-doctestplus")
            value = next((each for each in strange if not (plus and each in DOCTESTPLUS)), "")
        is_unknown_level = vocabulary.kind == "level" and (value or "").upper() in OWN_LEVELS and not may_add_levels
        if value is not None and (is_unknown_level or not accepts(vocabulary, value)):
            yield problem(key, value, vocabulary, config, invocation).replace(fix=fix(key, value, vocabulary, config))


def of_variable(variables: Variables, plugins: Plugins, calls: Calls) -> Iterator[Problem]:
    """PYTEST_TIMEOUT, which pytest-timeout reads before its key."""
    if not any(plugin.distribution == "pytest-timeout" for plugin in plugins.active):
        return
    value = variables.get(TIMEOUT)
    if value is not None and not is_number(value):
        yield no_seconds(value, Place(ENVIRONMENT))
    written = {each.place: each.value for call in calls.calls for each in call.settings if each.name == TIMEOUT}
    for place, text in written.items():
        if not is_number(text) and not set(text) & set("$%{"):
            yield no_seconds(text, place).replace(severity=Severity.WARNING)


def no_seconds(value: str, place: Place) -> Problem:
    right = seconds(value)
    return Problem(
        place=place,
        message=f"{TIMEOUT} is {value!r}, but takes a number of seconds",
        consequence=f"pytest stops: INTERNALERROR: Invalid timeout {value} from {TIMEOUT} environment variable",
        help=f"set {TIMEOUT}={right}" if right else f"set {TIMEOUT} to a number of seconds, or take it out",
    )


def known(name: str, distributions: Distributions) -> Vocabulary | None:
    found = BUILTIN.get(name) or PLUGINS.get(name)
    if found and name == "asyncio_mode":
        return with_legacy(found, distributions.version("pytest-asyncio"))
    return found


def written(key: IniValue) -> str | None:
    """The value as text; None for one whose type is wrong, which another rule reports."""
    value = key.setting.value if key.setting and key.origin == "file" else key.value
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    if key.error and "expects one of '" not in key.error:
        return None
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def problem(key: IniValue, value: str, vocabulary: Vocabulary, config: PytestConfig, invocation: Invocation) -> Problem:
    error = relative(key.error or "", invocation)
    stops = vocabulary.stops or bool(error)
    words = error or vocabulary.words.format(name=key.name, value=value, upper=value.upper())
    verb = "holds" if vocabulary.kind == "flags" else "is"
    return Problem(
        place=key.setting.value_place if key.setting else key.place or config.arguments[0].place,
        message=f"{key.name} {verb} {value!r}, but takes {offer(vocabulary)}",
        label="not a value of this key",
        consequence=f"pytest stops: {words}" if vocabulary.stops or error else words,
        help=cure(key.name, value, vocabulary),
        severity=Severity.ERROR if stops else Severity.WARNING,
    )


def fix(key: IniValue, value: str, vocabulary: Vocabulary, config: PytestConfig) -> Fix | None:
    if vocabulary.kind == "flags":
        return renamed_flag(key, value)
    right, safe = meant(key.name, value, vocabulary)
    if key.origin != "file" or not may_edit(key.place) or not config.setting(key.name):
        return None
    if not right:
        return key_removed(config, [key.name]) if vocabulary.stops or key.error else None
    comment = value.partition("#")[2].strip() if right == value.partition("#")[0].strip() else ""
    if comment and key.place:
        found = key_set(config, key.name, right, f"put the comment behind {key.name} on a line of its own", safe)
        line = InsertLine(key.place, f"# {comment}")
        return found.replace(changes=(line, *found.changes)) if found else None
    return key_set(config, key.name, right, f"write {key.name} = {right}", safe)


def renamed_flag(key: IniValue, value: str) -> Fix | None:
    """The flag of doctest that it resembles."""
    item = next((item for item in key.setting.items if item.text == value), None) if key.setting else None
    near = nearest(value, FLAGS)
    if item is None or not near or not may_edit(item.place) or key.origin != "file":
        return None
    return Fix(f"write {near} for {value}", (RenameWord(item.place, value, near),))


def meant(name: str, value: str, vocabulary: Vocabulary) -> tuple[str, bool]:
    """The value that was meant, and whether there is no doubt."""
    for text in (value.strip("\"'"), value.partition("#")[0].strip()):
        if text and text != value and accepts(vocabulary, text):
            return text, vocabulary.stops
    if name in ("asyncio_mode", "anyio_mode") and value.lower() in MODES:
        return MODES[value.lower()], False
    if vocabulary.kind in ("int", "number") and seconds(value):
        return seconds(value), False
    near = nearest(value.lower(), vocabulary.choices or ("INFO", "DEBUG", "WARNING", "ERROR"))
    near = near or nearest(value.upper(), ("INFO", "DEBUG", "WARNING", "ERROR") if vocabulary.kind == "level" else ())
    return near or "", False


def cure(name: str, value: str, vocabulary: Vocabulary) -> str:
    if vocabulary.kind == "flags":
        meant = nearest(value.strip(","), FLAGS)
        near = f"write {meant}" if meant else f"take {value} out"
        return f"install pytest-doctestplus, which brings {value}" if value in DOCTESTPLUS else near
    bare = value.strip("\"'")
    if bare != value and accepts(vocabulary, bare):
        return f"write it without quotes: {name} = {bare}"
    plain = value.partition("#")[0].strip()
    if plain != value and accepts(vocabulary, plain):
        return f"put the comment on a line of its own: {name} = {plain}"
    if value == "legacy" and name == "asyncio_mode":
        return "write asyncio_mode = auto, which is the nearest to what legacy did, or asyncio_mode = strict"
    meant = nearest(value.lower(), vocabulary.choices or ("INFO", "DEBUG", "WARNING", "ERROR"))
    return f"write {name} = {meant}" if meant else f"write {offer(vocabulary)}"
