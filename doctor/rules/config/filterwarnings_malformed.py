"""A warning filter does not have the shape that pytest reads.

## Why

A filter is `action:message:category:module:line`, and what is not needed at the end is left out. With a word in the
wrong field pytest stops, or the filter matches nothing: `ignore:DeprecationWarning` looks for that word at the start of
messages, and in `ignore:old api:shop.core` a module stands where the category belongs.

See https://docs.pytest.org/en/stable/how-to/capture-warnings.html#controlling-warnings.

## Instead

Put each part into its field: `ignore::DeprecationWarning`, `error::UserWarning:shop\\.prices`.

## Fix safety

The filter comes into force, so it is not done unasked. In a message that is no pattern, brackets and other signs get a
backslash in front.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Modules
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import Sources
from doctor.rules.config._filters import (
    ACTIONS,
    SHAPE,
    WARNINGS,
    Written,
    fault,
    is_class,
    is_module,
    is_swapped,
    misplaced,
    written,
)
from doctor.rules.cures import literal, may_edit, setting_at
from doctor.rules.phrases import nearest
from doctor.rules.registry import rule

UNKNOWN = "MODULE"


@rule(severity=Severity.ERROR, since="0.1")
def check(
    config: PytestConfig, ini: IniValues, command_line: CommandLine, sources: Sources, modules: Modules
) -> Iterator[Problem]:
    for each in written(config, ini, command_line, sources):
        if words := fault(each):
            yield problem(each, words).replace(fix=fix(each, config))
        elif is_module(each, modules):
            yield of_module(each, config)
        elif name := misplaced(each):
            found = idle(each, name, imported(name, each, sources))
            module = name.rpartition(".")[0]  # pytest stops where it cannot import the category
            is_there = not module or each.in_mark or modules.at_start(module) is not None
            mended = rewritten(each, found.help.removeprefix("write "), config) if is_there else None
            mended = None if UNKNOWN in found.help else mended
            yield found.replace(fix=mended)
        elif not each.filter.literal and (words := bad_pattern(each)):
            yield problem(each, words).replace(fix=escaped(each, config))


def bad_pattern(each: Written) -> str:
    """What is wrong with its regular expressions."""
    import re

    for index in (1, 3):
        try:
            re.compile(each.field(index))
        except re.error as error:
            return f"has {each.field(index)!r} as a pattern, which is none: {error}"
    return ""


def problem(each: Written, words: str) -> Problem:
    return Problem(
        place=each.place,
        message=f"the filterwarnings entry '{each.text}' {words}",
        label=SHAPE,
        consequence=f"pytest stops: {said(each)}",
        help=cure(each, words),
    )


def fix(each: Written, config: PytestConfig) -> Fix | None:
    """Fields in their order, or the action that was meant."""
    action, fields = each.field(0), each.text.split(":")
    if is_quoted(each):
        return rewritten(each, each.text[1:-1], config)
    if each.fields > 5:
        classes = [index for index, field in enumerate(fields) if index > 1 and is_class(field)]
        if len(classes) != 1 or each.filter.literal:
            return None
        message = ".".join(fields[1 : classes[0]])
        return rewritten(each, ":".join([action, message, *fields[classes[0] :]]), config)
    if is_swapped(each):
        return rewritten(each, f"{action}:{each.field(1)}:{each.field(3)}:{each.field(2)}", config)
    near = nearest(action, ACTIONS) or ("default" if action in ("warn", "warning", "show") else None)
    return rewritten(each, each.text.replace(action, near, 1), config) if near and near != action else None


def escaped(each: Written, config: PytestConfig) -> Fix | None:
    """The patterns that are none, with a backslash before their brackets and other signs."""
    import re

    fields = each.text.split(":")
    for index in (1, 3):
        try:
            re.compile(each.field(index))
        except re.error:
            fields[index] = re.sub(r"(?<!\\)([()\[\]]|(?<!\.)[*+?])", r"\\\1", fields[index])
    text = ":".join(fields)
    return rewritten(each, text, config) if text != each.text and is_pattern(fields) else None


def is_pattern(fields: list[str]) -> bool:
    import re

    try:
        return all(re.compile(field) for field in fields[1:4:2])
    except re.error:
        return False


def rewritten(each: Written, text: str, config: PytestConfig) -> Fix | None:
    if each.in_mark and may_edit(each.place):
        code = f"r'{text}'" if '"' in text else f'r"{text}"'
        change = Replace(each.place, code if "\\" in text else literal(text))
        return Fix(f"write '{text}' in place of '{each.text}'", (change,))
    setting = setting_at(each.place, config)
    if not may_edit(each.place) or each.place.file.endswith(".py") or setting is None:
        return None
    if setting.name != "filterwarnings":
        return None
    change = Replace(each.place, literal(text) if isinstance(setting.value, list) else text)
    return Fix(f"write '{text}' in place of '{each.text}'", (change,))


def is_quoted(each: Written) -> bool:
    """Does it stand in quotes, which an INI file keeps?"""
    return len(each.text) > 2 and each.text[0] in "\"'" and each.text[-1] == each.text[0]


def said(each: Written) -> str:
    if each.fields > 5:
        return f"Too many fields ({each.fields}), expected at most 5 separated by colons"
    if is_swapped(each):
        return f"it looks for a class {each.field(2)}"
    if each.field(4):
        return f"invalid lineno {each.field(4)!r}"
    known = any(action.startswith(each.field(0)) for action in ACTIONS)
    return "Invalid regex" if known else f"invalid action: {each.field(0)!r}"


def cure(each: Written, words: str) -> str:
    action = each.field(0)
    if is_quoted(each):
        return f"write it without quotes, which stay part of the value here: {each.text[1:-1]}"
    if "as a pattern" in words:
        return "write brackets and other signs with a backslash in front, or leave that part of the message out"
    if is_swapped(each):
        return f"write {action}:{each.field(1)}:{each.field(3)}:{each.field(2)}"
    bare = action.partition("#")[0].strip()
    if bare in ACTIONS and bare != action:
        return f"put the comment on a line of its own: {bare}"
    meant = nearest(action, ACTIONS)
    if meant and meant != action:
        return f"write '{meant}': {each.text.replace(action, meant, 1)}"
    return f"write it as {SHAPE}; a colon within the message must be written as '.' or '\\x3a'"


def of_module(each: Written, config: PytestConfig) -> Problem:
    """A module in the place of the category. One that only the tests' own folder serves stops pytest when these run."""
    name = each.field(2)
    text = f"{each.field(0)}:{each.field(1)}::{name}"
    return Problem(
        place=each.place,
        message=f"the filterwarnings entry '{each.text}' has the module {name} where the category belongs",
        label=SHAPE,
        consequence=f"pytest stops: {name} is no class that derives from Warning",
        help=f"name the category, and the module behind it: {text}"
        if not each.field(3)
        else "name a category there, such as DeprecationWarning",
        severity=Severity.ERROR,
        fix=None if each.field(3) else rewritten(each, text, config),
    )


def imported(name: str, each: Written, sources: Sources) -> str:
    """The category as pytest can import it: by the module that the file takes it from, where it is not built in."""
    file = sources.get(each.place.file)
    known = (item.dotted for item in (file.imports if file else ()) if item.alias == name and not item.level)
    return name if "." in name or name in WARNINGS else next(known, f"{UNKNOWN}.{name}")


def idle(each: Written, name: str, category: str) -> Problem:
    """A filter that is read, and matches nothing. `category` is its name as pytest can import it."""
    is_message = name == each.field(1)
    message, module = "" if is_message else each.field(1), each.field(3) if is_message else ""
    return Problem(
        place=each.place,
        message=f"the filterwarnings entry '{each.text}' looks for '{name}' in "
        f"{'messages' if is_message else 'names of modules'}, not for the category",
        label=f"the {'second field is the message' if is_message else 'fourth field is the module'}",
        consequence="the filter matches nothing, without a word",
        help=f"write {f'{each.field(0)}:{message}:{category}:{module}'.rstrip(':')}"
        + (f", with the module that has '{name}' for {UNKNOWN}" if category.startswith(UNKNOWN) else ""),
        severity=Severity.ERROR if each.field(0) == "error" else Severity.WARNING,
    )
