"""A hook is declared with arguments of `pytest.hookimpl` that do not exist, or exclude each other; or with a mark.

## Why

`@pytest.hookimpl` takes wrapper, hookwrapper, optionalhook, tryfirst, trylast and specname. Another name is a TypeError
when the conftest is imported, and `wrapper=True` beside `hookwrapper=True` is refused when it is registered.
`@pytest.mark.tryfirst` and the like are the way of old, of which pytest warns.

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.hookimpl and
https://docs.pytest.org/en/stable/deprecations.html#configuring-hook-specs-impls-using-markers.

## Instead

`@pytest.hookimpl(tryfirst=True)`; for a wrapper `@pytest.hookimpl(wrapper=True)` with `return (yield)`.

## Fix safety

A name is guessed from its spelling; of the two kinds of wrapper the one stays that the function is written for, as far
as that shows. None of it is done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.rewrites import RemoveArgument, RenameArgument
from doctor.model.sources import Function, Sources
from doctor.rules.filters import error_filter
from doctor.rules.phrases import listing, nearest
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

KNOWN = ("wrapper", "hookwrapper", "optionalhook", "tryfirst", "trylast", "specname")
CATEGORY, OLD = "PytestDeprecationWarning", "uses old-style configuration options (marks or attributes)"


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    for file in loaded(sources, config):
        if file.role not in ("conftest", "plugin"):
            continue
        for function in file.functions:
            for decorator in function.decorators if not function.is_nested else ():
                name = str(decorator.value)
                if name in ("pytest.hookimpl", "pluggy.HookimplMarker") and decorator.kind == "call":
                    yield from refused(decorator, function)
                elif name.startswith("pytest.mark.") and name[12:] in KNOWN[1:5] and function.name[:7] == "pytest_":
                    text = f"The hookimpl {function.name} {OLD}"
                    fatal = error_filter(config, ini, command_line, CATEGORY, text)
                    yield marked(decorator, name[12:], bool(fatal), text)


def refused(decorator: Expr, function: Function) -> Iterator[Problem]:
    names = dict(decorator.keywords)
    for name, value in names.items():
        if name not in (*KNOWN, "**"):
            near = nearest(name.replace("_", ""), KNOWN)
            yield Problem(
                place=value.place,
                message=f"pytest.hookimpl knows no argument '{name}'",
                label=f"'{name}'" + (f" for '{near}'?" if near else ""),
                consequence="pytest stops: TypeError: HookimplMarker.__call__() got an unexpected keyword argument "
                f"'{name}'",
                help=f"write {near}=True" if near else f"it takes {listing(KNOWN, 6)}",
                fix=Fix(f"rename '{name}' to '{near}'", (RenameArgument(decorator.place, name, near),))
                if near and near not in names
                else None,
            )
    both = [name for name in KNOWN[:2] if name in names and names[name].value is True]
    if len(both) == 2:
        extra = "hookwrapper" if function.returns else "wrapper"  # only one of wrapper=True returns a result
        yield Problem(
            place=names[extra].place,
            message=f"'{function.name}' is declared with wrapper=True and hookwrapper=True",
            label="one of the two",
            consequence="pytest stops: The wrapper=True and hookwrapper=True options are mutually exclusive",
            help=f"take {extra}=True out",
            fix=Fix(f"take {extra}=True out", (RemoveArgument(decorator.place, extra),)),
        )


def marked(decorator: Expr, name: str, fatal: bool, text: str) -> Problem:
    wanted = f"pytest.hookimpl({name}=True)"
    return Problem(
        place=decorator.place,
        message=f"a hook is declared with the mark '{name}' in place of pytest.hookimpl",
        label="a mark",
        consequence=("pytest stops: " if fatal else "pytest warns: ") + f"{CATEGORY}: {text}",
        help=f"write @{wanted}",
        severity=Severity.ERROR if fatal else Severity.NOTE,
        fix=Fix(f"write @{wanted}", (Replace(decorator.place, wanted),)),
    )
