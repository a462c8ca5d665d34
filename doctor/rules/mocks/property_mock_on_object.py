"""A `PropertyMock` is put on an object, where it is no property.

## Why

Python looks for properties on the class of an object. `cart.total = PropertyMock(return_value=0)` makes an attribute
that is the mock itself, which is true, and equal to nothing: the value that the test has given is never seen
(https://docs.python.org/3/library/unittest.mock.html#unittest.mock.PropertyMock).

## Instead

`type(cart).total = PropertyMock(return_value=0)` for a mock, each of which has a class of its own;
`patch.object(Cart, "total", new_callable=PropertyMock)` for a class of the project; or plainly `cart.total = 0`.

## Fix safety

`type(…)` is written only when asked for, as the test then sees other values; only around what the test itself has made
a mock.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.sources import SourceFile, Write
from doctor.rules.mocks._targets import MOCK
from doctor.rules.registry import rule

PROPERTY = tuple(f"{module}PropertyMock" for module in MOCK)


@rule(severity=Severity.ERROR, since="0.1")
def check(file: SourceFile) -> Iterator[Problem]:
    if file.collected or file.role in ("conftest", "plugin"):
        for write in file.writes:
            value = write.value
            if value and value.kind == "call" and value.value in PROPERTY and is_on_object(write, file):
                yield problem(write)


def is_on_object(write: Write, file: SourceFile) -> bool:
    """Is it an attribute of a variable, and of no class, which are written in capitals or `cls`?"""
    if write.target.kind != "name" or not write.within:
        return False
    owner = write.name.split(".")[:-1]
    function = file.function(write.within)
    taken = {param.name for param in function.params} if function else set()
    is_class = owner[-1][:1].isupper() or owner[-1] in ("cls", "klass") or "type" in owner[-1] or "class" in owner[-1]
    imported = {each.alias or each.module.partition(".")[0] for each in file.imports}
    return not is_class and (owner[0] in taken or owner[0] not in imported) and owner[0].isidentifier()


def problem(write: Write) -> Problem:
    owner, _, name = write.name.rpartition(".")
    place = write.target.place
    is_short = place.line == place.end_line and place.end_column - place.column == len(write.name)
    start = place.replace(end_column=place.column + len(owner))
    return Problem(
        place=place,
        message=f"PropertyMock is put on the object '{owner}', not on its type: '{name}' is the mock itself",
        label="no property here",
        consequence=f"{write.name} is a mock, which is true and equal to nothing, whatever it is told to return",
        help=f"write `type({owner}).{name} = PropertyMock(…)`, or set the value itself",
        fix=Fix(f"set it on type({owner})", (Replace(start, f"type({owner})"),)) if is_short else None,
    )
