"""A step of a feature has no definition that pytest-bdd finds.

## Why

Definitions of steps are fixtures: pytest-bdd sees those of the test module, of the conftest.py files above it and of
plugins. A module that lies beside them has to be imported by `from .cart_steps import *`: the functions that are
imported by name are not what pytest-bdd looks for. `@given` defines a Given, `@when` a When; `And` is what the line
above is.

`@when("I add {price:d}")` waits for these letters: the field is filled with `parsers.parse` only.

A step of an outline is looked up with its `<names>` filled in from each row of the examples; a name that is no column
of theirs stays as it is written (https://github.com/pytest-dev/pytest-bdd/issues/251).

See https://pytest-bdd.readthedocs.io/en/stable/ and
https://github.com/pytest-dev/pytest-bdd/issues/336.

Nothing is said where a definition is computed, or may come from somewhere else.

## Instead

Import the module with a star into conftest.py, or name it in `pytest_plugins`; give the definition one more decorator.

## Fix safety

The scenario begins to run, so it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.environment import Distributions
from doctor.model.features import Feature, Step
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import AddImport, Fix, InsertLine, Replace
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile, Sources
from doctor.rules.collection._features import Binding, bindings, is_loaded
from doctor.rules.collection._steps import Definition, definitions, keyword_of, parsed, seen_by
from doctor.rules.cures import literal
from doctor.rules.excused import MARKS
from doctor.rules.phrases import nearest, uses
from doctor.rules.registry import rule
from doctor.rules.spelling import spelled

PUT_OFF = ("skip", "wip", "todo", "xfail", "ignore", "pending", "manual", "draft", "notimplemented", "not_implemented")
Undefined = tuple[Step, SourceFile, Definition]  # a step, who binds it, and who defines it


@rule(severity=Severity.ERROR, since="0.1")
def check(
    sources: Sources,
    plugins: Plugins,
    ini: IniValues,
    config: PytestConfig,
    command_line: CommandLine,
    distributions: Distributions,
    features: tuple[Feature, ...],
) -> Iterator[Problem]:
    is_new = (distributions.version("pytest-bdd") or ()) >= (6,)
    if not is_loaded(plugins) or not is_new or any(is_another(plugin.distribution) for plugin in plugins.active):
        return
    views: dict[str, tuple[Definition, ...] | None] = {}  # what each module sees
    told: set[tuple[str, str]] = set()
    lines: set[Place] = set()
    modules: dict[str, list[Undefined]] = {}  # by the module out of reach that defines them
    chosen = bool(command_line.last("-m", "-k"))
    for binding in bindings(sources, ini, config):
        file = sources.get(binding.written.place.file)
        if file is None or is_put_off(file):
            continue
        if file.path not in views:
            views[file.path] = seen_by(file, sources)
        seen = views[file.path]
        if seen is None:
            continue
        for step in steps_of(binding, features, chosen):
            if step.place in lines or (step.keyword, step.text) in told:
                continue  # a line of an outline is told once
            if any(each.defines(step) for each in seen):
                continue
            told.add((step.keyword, step.text))
            lines.add(step.place)
            says = next((each for each in seen if each.says(step.text)), None)
            hidden = None if says else next((each for each in definitions(sources) if each.defines(step)), None)
            if hidden:
                modules.setdefault(hidden.file.path, []).append((step, file, hidden))
            else:
                yield problem(step, file, seen, says)
    for lost in modules.values():
        yield from_module(lost, sources)


def is_another(distribution: str) -> bool:
    """May it bring steps of its own?"""
    return "bdd" in distribution and distribution != "pytest-bdd"


def is_put_off(file: SourceFile) -> bool:
    return any(mark.name in MARKS for mark in file.marks)


def steps_of(binding: Binding, features: tuple[Feature, ...], chosen: bool) -> Iterator[Step]:
    """The steps that the binding runs, without those of scenarios that a tag may put off."""
    name = binding.name.text if binding.name else None
    for feature in features:
        if feature.file != binding.path and not feature.file.startswith(f"{binding.path}/"):
            continue
        for step in feature.steps or ():
            is_bound = binding.name is None or step.scenario in ("", name)
            tags = [tag.lower() for tag in step.tags]
            is_open = (chosen and tags) or any(word in tag for tag in tags for word in PUT_OFF)
            if is_bound and not is_open:
                yield step


def problem(step: Step, file: SourceFile, seen: tuple[Definition, ...], other: Definition | None) -> Problem:
    base = undefined(step, file)
    if unknown := unknown_names(step):
        return misnamed(base, step, unknown)
    if other:
        return base.replace(
            message=f"the step '{spoken(step)}' is defined with @{other.keyword}, not with @{step.keyword}",
            label=f"a {step.keyword.capitalize()}",
            related=(Related(other.function.place, f"@{other.keyword}"),),
            help=f"give it the decorator @{step.keyword}({parser(step)}), too, or write @step",
            fix=one_more(other, step),
        )
    plain = next((each for each in seen if each.text and "{" in each.text and matches(each.text, step.text)), None)
    if plain:
        return not_parsed(base, plain)
    near = nearest(
        with_fields(step), [each.raw for each in seen if each.raw and each.keyword in (step.keyword, "step")]
    )
    return base.replace(help=f"did you mean '{near}'?") if near else base


def with_fields(step: Step) -> str:
    """A step of an outline as a definition would say it."""
    return re.sub("<(.+?)>", r"{\1}", step.written) or step.text


def unknown_names(step: Step) -> list[str]:
    """What a step of an outline asks its examples for, and they have no column of."""
    return [name for name in re.findall("<(.+?)>", step.written) if name not in step.columns]


def misnamed(base: Problem, step: Step, unknown: list[str]) -> Problem:
    name = unknown[0]
    near = nearest(name, step.columns)
    return base.replace(
        message=f"the examples of the outline have no column '{name}', so the step '{spoken(step)}' is not filled in, "
        "and nothing defines it so",
        label=f"they have {', '.join(step.columns)}",
        help=f"write <{near}>, or name the column so" if near else f"name the column '{name}', or a column in the step",
    )


def matches(text: str, step: str) -> bool:
    return bool(re.match(parsed(text) + r"\s*$", step, re.IGNORECASE))


def not_parsed(base: Problem, plain: Definition) -> Problem:
    """A definition whose name has a field, and is taken letter by letter."""
    decorator = next(each for each in plain.function.decorators if keyword_of(each))
    name, text = decorator.argument(0, "name"), literal(plain.text or "")
    parser, imports = spelled(plain.file, "pytest_bdd.parsers.parse")
    if imports:
        parser, imports = "parsers.parse", (AddImport(plain.file.path, "from pytest_bdd import parsers"),)
    return base.replace(
        message=f"{base.message}: {text} is taken letter by letter, without parsers.parse",
        related=(Related(plain.function.place, "its fields are not filled"),),
        help=f"write @{plain.keyword}(parsers.parse({text}))",
        fix=Fix(f"write parsers.parse({text})", (Replace(name.place, f"{parser}({text})"), *imports)) if name else None,
    )


def undefined(step: Step, file: SourceFile) -> Problem:
    return Problem(
        place=step.place,
        message=f"no definition of the step '{spoken(step)}' is in reach of {file.path}",
        label="not defined",
        consequence=f"the scenario fails: StepDefinitionNotFoundError: Step definition is not found: {spoken(step)}",
        help=f"define it: @{step.keyword}({parser(step)})",
    )


def parser(step: Step) -> str:
    text = literal(with_fields(step))
    return f"parsers.parse({text})" if step.columns else text


def spoken(step: Step) -> str:
    return f"{step.keyword.capitalize()} {step.text}"


def one_more(other: Definition, step: Step) -> Fix | None:
    """The definition gets the decorator of this keyword, too."""
    if other.text is None or step.columns:
        return None
    name, imports = spelled(other.file, f"pytest_bdd.{step.keyword}")
    if imports:
        name, imports = step.keyword, (AddImport(other.file.path, f"from pytest_bdd import {step.keyword}"),)
    top = other.function.decorators[0].place
    changes = (*imports, InsertLine(top, f"@{name}({literal(step.text)})"))
    return Fix(f"decorate '{other.function.name}' with @{step.keyword}, too", changes)


def from_module(lost: list[Undefined], sources: Sources) -> Problem:
    """They are defined in a module that nobody imports, or that is imported by name."""
    step, file, hidden = lost[0]
    name, module_path = hidden.function.name, hidden.file.path
    base = undefined(step, file).replace(
        related=(
            Related(hidden.function.place, "defined here, out of reach"),
            *uses([each.place for each, _, _ in lost[1:]], "nor is this one"),
        ),
        help=f"import {module_path} into conftest.py with `from … import *`, or name it in pytest_plugins",
    )
    for importer in (*sources.conftests, *sources.collected):
        for each in importer.imports:
            is_it = each.name == name and each.module.rpartition(".")[2] == module_path.rpartition("/")[2][:-3]
            if is_it and not each.guarded and each.level <= 1:
                module = "." * each.level + each.module.rpartition(".")[2] if each.level else each.module
                statement = f"from {module} import *"
                return base.replace(
                    message=f"{importer.path} imports the step '{name}' by name, and pytest-bdd does not find it so: "
                    f"'{spoken(step)}' is not defined",
                    related=(Related(each.place, "imported by name"), *base.related),
                    help=f"write `{statement}`, so that the steps come along",
                    fix=Fix(f"add '{statement}' to {importer.path}", (AddImport(importer.path, statement),)),
                )
    return base
