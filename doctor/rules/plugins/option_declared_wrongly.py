"""An option or configuration key is declared with a type that pytest does not take.

## Why

`parser.addini` knows a few types by name: "string", "paths", "pathlist", "args", "linelist", "bool", and from 8.4 "int"
and "float". With another one pytest stops. `parser.addoption` takes a function: `type="int"` in quotes went with
pytest 8. A flag (`action="store_true"`) has no value, and so neither `type` nor `nargs` nor `choices`.

`type=bool` asks whether the text is empty: `--headless False` is True. It is a warning where the default is true, and a
note else (https://docs.python.org/3/library/argparse.html#type).

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.Parser.addini and
https://docs.pytest.org/en/stable/deprecations.html#backward-compatibilities-in-parser-addoption.

## Instead

Write the type by its name for `addini`, without quotes for `addoption`.

## Fix safety

Safe where there is one type that can be meant: pytest stops without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.expressions import Expr
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.rewrites import RemoveArgument
from doctor.model.sources import Call, Sources
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule

TYPES = ("string", "paths", "pathlist", "args", "linelist", "bool")
NEWER = ("int", "float")  # from 8.4 on
MEANT = {"boolean": "bool", "str": "string", "text": "string", "integer": "int", "number": "int", "list": "linelist"}
FUNCTIONS = ("int", "float", "str")
FLAGS = ("store_true", "store_false", "store_const", "append_const", "count")
# argument → the actions without a value that take it all the same
OF_VALUES: dict[str, tuple[str, ...]] = {
    "type": (),
    "nargs": (),
    "choices": (),
    "metavar": ("store_const", "append_const"),
    "const": ("store_const", "append_const"),
}


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config):
        if file.role not in ("conftest", "plugin"):
            continue
        for call in file.calls:
            method = call.name.rpartition(".")[2]
            if method == "addini" and not call.guarded:
                yield from of_key(call, config)
            elif method in ("addoption", "_addoption") and not call.guarded:
                yield from of_option(call, config)


def of_key(call: Call, config: PytestConfig) -> Iterator[Problem]:
    given = call.expr.argument(2, "type")
    text = given.text if given else None
    known = TYPES if config.version < (8, 4) else (*TYPES, *NEWER)
    if given is None or text is None or text in known:
        return
    name = call.expr.argument(0, "name")
    right = MEANT.get(text, "")
    right = right if right in known else ""
    words = ", ".join(known)
    yield Problem(
        place=given.place,
        message=f"the key '{name.text if name else ''}' is declared with type '{text}', which pytest does not have",
        label="no such type",
        consequence=f"pytest stops: ValueError: invalid type for ini option: '{text}'"
        if config.version >= (9, 2)
        else "pytest stops: AssertionError in addini",
        help=f"write '{right}'" if right else f"write one of {words}",
        fix=fix(given, f'"{right}"') if right and right != "linelist" else None,
    )


def of_flag(call: Call) -> Iterator[Problem]:
    """An action that takes no value, and an argument that is about one."""
    action = call.expr.keyword("action")
    name = next((part.text for part in call.expr.parts if part.text), "")
    for argument, value in call.expr.keywords if action and action.text in FLAGS else ():
        if argument in OF_VALUES and action and action.text not in OF_VALUES[argument]:
            yield Problem(
                place=value.place,
                message=f"the option '{name}' is a flag by its action '{action.text}', and takes no '{argument}'",
                label="a flag has no value",
                consequence=f"pytest stops: TypeError: __init__() got an unexpected keyword argument '{argument}'",
                help=f"take '{argument}' out",
                fix=Fix(f"take '{argument}' out", (RemoveArgument(call.place, argument),), safe=True),
            )


def of_option(call: Call, config: PytestConfig) -> Iterator[Problem]:
    yield from of_flag(call)
    given = call.expr.keyword("type")
    if given and given.kind == "name" and given.value == "bool" and call.expr.keyword("action") is None:
        yield of_truth(call, given)
    text = given.text if given else None
    if given is None or text is None or config.version < (8,):
        return
    name = next((part.text for part in call.expr.parts if part.text), "")
    yield Problem(
        place=given.place,
        message=f"the option '{name}' is declared with type '{text}' in quotes",
        label="a string",
        consequence=f"pytest stops: ValueError: '{text}' is not callable",
        help=f"write {text} without quotes" if text in FUNCTIONS else "write a function, such as int",
        fix=fix(given, text) if text in FUNCTIONS else None,
    )


def of_truth(call: Call, given: Expr) -> Problem:
    """`type=bool`: one that is on unless it is told otherwise can only be switched off by an empty text."""
    name = next((part.text for part in call.expr.parts if part.text), "")
    default = call.expr.keyword("default")
    is_on = default is not None and default.kind == "constant" and bool(default.value)
    return Problem(
        place=given.place,
        message=f"the option '{name}' is declared with type=bool, which makes True of each text, of 'False' too",
        label='bool("False") is True',
        severity=Severity.WARNING if is_on else Severity.NOTE,
        consequence=f"'{name} False' and '{name}=0' do not switch it off",
        help="declare a flag, such as action='store_true', or give a function that reads the text",
    )


def fix(given: Expr, text: str) -> Fix:
    return Fix(f"write {text}", (Replace(given.place, text),), safe=True)
