"""A name is patched where it is defined, and the code under test has its own name for it.

## Why

`from shop.mail import send` gives a module a name of its own for the function. `patch("shop.mail.send")` changes what
the name in `shop.mail` stands for, which that module no longer looks at: the real function is called. So does a module
that has `from shop.settings import LIMIT` keep the value: `monkeypatch.setattr(settings, "LIMIT", 1)` does not reach it
(https://docs.python.org/3/library/unittest.mock.html#where-to-patch).

## Instead

Patch the name where it is looked up: `patch("shop.orders.send")`. Or let the code look at the module: `from shop import
settings`, then `settings.LIMIT`. A test that has `from shop.mail import send` has such a name, too: it calls the real
one (https://github.com/pytest-dev/pytest/issues/12757). A `mocker.spy(mail, "send")` counts no calls of it.

Nothing is said where the test, or a module that it imports, may look the name up in the module that defines it; of
constants and of `patch.object(mail, "send")`, where a fixture of the project's own or a function of the test file
stands between test and code.

## Fix safety

The target is written when asked for: the test then runs with the mock.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Outlines
from doctor.model.slips import Slip
from doctor.model.sources import Call, SourceFile, Sources
from doctor.rules.collection._slips import slips
from doctor.rules.mocks._copied import PLAIN, Copies, is_replaced
from doctor.rules.mocks._targets import PATCHES
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, sources: Sources, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    told = set()
    for call in test_file.calls:
        if call.name not in PATCHES and call.name != "monkeypatch.setattr":
            continue
        first = call.expr.parts[0] if call.expr.parts else None
        if first and first.text and (user := misses(first.text, test_file, modules)):
            told.add(first.place)
            yield problem(call, first.text, user)
    copies, files = Copies(modules, outlines), (test_file, *sources.reaching_others)
    plain = {test.function for test in test_file.tests if PLAIN.issuperset(test.requests) and not test.file}
    for slip in slips(test_file, "owned"):
        if slip.within in plain and copies.is_owned(slip, test_file):
            yield of_own_name(slip)
    for slip in slips(test_file, "constant"):
        user = copies.user(slip, test_file) if slip.within in plain and slip.place not in told else ""
        name = slip.name.rpartition(".")[2]
        if user and not is_replaced(f"{user}.{name}", files):
            yield of_name(slip, user, name)


def misses(target: str, file: SourceFile, modules: Modules) -> str:
    """The only module that uses the name, if it has a name of its own for it; else ""."""
    module, _, name = target.rpartition(".")
    home = modules.find(module, file.path) if module else None
    if (
        home is None
        or home.origin not in ("project", "cwd")
        or not home.file.endswith(".py")
        or not defines(home, name, modules)
    ):
        return ""
    users: list[str] = []
    for each in file.imports:
        if each.guarded == "type-checking":
            continue
        if each.dotted == module or each.module == module or each.dotted.startswith(f"{module}."):
            return ""  # the test itself comes to the module that defines it
        for used in (each.module, each.dotted):
            found = modules.find(used, file.path)
            if found and found.origin in ("project", "cwd") and found.file.endswith(".py") and found.file != home.file:
                how = uses(found, module, name, modules)
                if how is None:
                    return ""
                users += [used] * how
    return users[0] if len({*users}) == 1 else ""


def defines(home: FoundModule, name: str, modules: Modules) -> bool:
    """Is it a name of the module that it has not imported itself?"""
    names = modules.names(home)
    return bool(names and name in names) and not any(name in each.names for each in modules.imports(home))


def uses(found: FoundModule, module: str, name: str, modules: Modules) -> bool | None:
    """Does the module have a name of its own for it? None where it may look the name up in the other module, or gets
    at it by way of others."""
    outer, _, last = module.rpartition(".")
    has_own = False
    for each in modules.imports(found):
        if each.module == module and name in each.names:
            has_own = True
        elif each.module == module or (each.module == outer and last in each.names) or "*" in each.names:
            return None
        elif each.module.partition(".")[0] == module.partition(".")[0]:
            return None  # another module of the package, which may use it
    return has_own


def problem(call: Call, target: str, user: str) -> Problem:
    name = target.rpartition(".")[2]
    first = call.expr.parts[0]
    right = f"{user}.{name}"
    is_plain = first.place.end_column - first.place.column == len(target) + 2
    return Problem(
        place=first.place,
        message=f"'{target}' is patched, but {user} has a name of its own for it: the real one is called",
        label=f"'{right}' is meant",
        consequence="the code under test does not see the mock",
        help=f"patch the name where it is looked up: '{right}'",
        confidence=Confidence.MEDIUM,
        fix=Fix(f"patch '{right}'", (Replace(first.place, f'"{right}"'),)) if is_plain else None,
    )


def of_own_name(slip: Slip) -> Problem:
    module, _, name = slip.name.rpartition(".")
    call = slip.others[0]
    return Problem(
        place=slip.place,
        message=f"'{slip.name}' is replaced, but the test calls the '{name}' that this file has imported: the real one",
        label="what the file has imported stays as it is",
        related=(Related(call, "the real one is called"),),
        consequence="the test does not see the new one",
        help=f"call it as `{module}.{name}(…)`, or import it in the test, behind the patch",
        confidence=Confidence.MEDIUM,
    )


def of_name(slip: Slip, user: str, name: str) -> Problem:
    right, first = f"{user}.{name}", slip.place
    last = slip.others[0] if slip.others else None
    whole = first.replace(end_line=last.end_line, end_column=last.end_column) if last else first
    is_plain = last is not None or first.end_column - first.column == len(slip.name) + 2
    is_constant = name.isupper()
    value = "which keeps its value" if is_constant else "and goes on with the real one"
    return Problem(
        place=first,
        message=f"'{slip.name}' is replaced, but {user} has a name of its own for it, {value}",
        label=f"'{right}' is meant",
        consequence=f"the code under test does not see {'the new value' if is_constant else 'the new one'}",
        help=f"replace the name where it is looked up: '{right}'",
        confidence=Confidence.MEDIUM,
        fix=Fix(f"replace '{right}'", (Replace(whole, f'"{right}"'),)) if is_plain else None,
    )
