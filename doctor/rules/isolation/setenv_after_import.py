"""A test sets a variable of the environment that the module under test has read long before, on its import.

## Why

`URL = os.environ.get("API_URL", "…")` at the top of a module is worked out once, when the module is imported: before
the test runs. `monkeypatch.setenv("API_URL", …)` in the test changes the environment, and nothing that the module does
(https://github.com/pytest-dev/pytest/issues/6858).

## Instead

`monkeypatch.setattr("config.URL", …)`; or let the module read the variable in a function.

Nothing is said where some module that the test comes to reads the variable later, or all of the environment, and where
modules are imported within tests or reloaded.

## Fix safety

The constant is replaced only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.environment import FoundModule, Modules
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.outlines import Constant, Outlines
from doctor.model.places import Place
from doctor.model.reached import reached
from doctor.model.record import Record
from doctor.model.rewrites import SetCalled
from doctor.model.sources import Call, SourceFile
from doctor.rules.registry import rule

FOREIGN = (
    *("AWS_", "AZURE_", "GOOGLE_", "GCLOUD_", "OPENAI_", "ANTHROPIC_", "HF_", "HTTP", "PYTEST_", "PYTHON", "DJANGO_"),
    *("CELERY_", "FLASK_", "LC_", "XDG_", "GIT_", "OTEL_", "PG"),
)
KNOWN = frozenset({"HOME", "PATH", "CI", "TZ", "LANG", "TMPDIR", "USER", "NO_PROXY", "NO_COLOR", "TERM", "EDITOR"})
STARTING = (
    *("subprocess.", "os.system", "os.spawn", "os.exec", "os.popen", "multiprocessing.", "asyncio.create_subprocess"),
    *("importlib.", "runpy.", "pytester.", "testdir.", "sys.modules"),
)
PATCHES = ("unittest.mock.patch.dict", "mock.patch.dict")


class Setting(Record):
    """A variable that a test sets: by `monkeypatch.setenv` (`call`), or by a `patch.dict` of the environment."""

    variable: str
    within: str
    place: Place
    call: Call | None = None


@rule(severity=Severity.WARNING, since="0.1")
def check(test_file: SourceFile, modules: Modules, outlines: Outlines) -> Iterator[Problem]:
    found = [
        each for each in settings(test_file) if not each.variable.startswith(FOREIGN) and each.variable not in KNOWN
    ]
    if not found or any(each.guarded == "function" for each in test_file.imports):
        return
    if any(call.name.startswith(STARTING) for call in test_file.calls) or any(
        touch.state == "sys.modules" for touch in test_file.touches
    ):
        return
    direct = dict.fromkeys(name for each in test_file.imports for name in (each.module, each.dotted))
    used = [(module, it) for module in reached(direct, test_file.path, modules) if (it := outlines.of(module))]
    if any(outline.reads_all for _, outline in used):
        return
    for each in found:
        name = each.variable
        read = [(module, it) for module, outline in used for it in outline.constants if it.variable == name]
        if len(read) == 1 and not any(name in outline.variables for _, outline in used):
            module, constant = read[0]
            if not is_replaced(constant, each.within, test_file):
                yield problem(each, module, constant, module.name in direct)


def settings(file: SourceFile) -> Iterator[Setting]:
    tests = {test.function for test in file.tests if not test.file}
    for call in file.calls_of("monkeypatch.setenv"):
        name = call.expr.parts[0].text if call.expr.parts else None
        if name and call.within in tests and not call.guarded:
            yield Setting(name, call.within, call.place, call)
    for function in file.functions:
        for each in function.decorators if function.qualname in tests else ():
            if str(each.value) in PATCHES and len(each.parts) > 1 and "environ" in str(each.parts[0].value):
                keys = [key.text for key in each.parts[1].parts if key.text]
                yield from (Setting(key, function.qualname, each.place) for key in keys)


def is_replaced(constant: Constant, within: str, file: SourceFile) -> bool:
    """Does the test set the constant, too?"""
    mentioned = [
        str(part.value)
        for each in file.calls
        if each.within == within and each.name.endswith(("setattr", "patch", "object", "reload"))
        for part in each.expr.parts
    ]
    return any(text.rpartition(".")[2] == constant.name for text in mentioned)


def problem(setting: Setting, module: FoundModule, constant: Constant, is_direct: bool) -> Problem:
    target = f"{module.name}.{constant.name}"
    return Problem(
        place=setting.place,
        message=f"'{setting.variable}' is set here, but '{constant.name}' of {module.name} was read on import",
        label="too late",
        related=(Related(constant.place, "read once, on import"),),
        consequence=f"'{setting.within}' runs with the value that was there when {module.name} was imported",
        help=f'write `monkeypatch.setattr("{target}", …)`'
        if is_direct
        else "set the constant where the code under test has it, by `monkeypatch.setattr`",
        fix=mended(setting.call, constant, target) if setting.call and is_direct else None,
    )


def mended(call: Call, constant: Constant, target: str) -> Fix | None:
    value = call.expr.argument(1, "value")
    if not constant.is_plain or value is None or len(call.expr.parts) != 2 or call.expr.keywords:
        return None
    changes = (SetCalled(call.place, "monkeypatch.setattr"), Replace(call.expr.parts[0].place, f'"{target}"'))
    return Fix(f"set '{target}' in its place", changes)
