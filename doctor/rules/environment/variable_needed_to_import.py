"""A conftest, a test file, or a module that they import cannot be imported without a variable that is not set.

## Why

`os.environ["NAME"]` at the top of a conftest is read when pytest starts. Where the variable is not set, pytest stops
with a `KeyError` before the first test; in a test file it is an error of the collection. So it is with a module of the
project that they import, such as its settings, and with `if API_KEY is None: raise ValueError(…)` at its top.

See https://docs.python.org/3/library/os.html#os.environ.

## Instead

Set the variable where pytest is called, by `env` of pytest-env, or in the conftest by
`os.environ.setdefault("NAME", …)`; or read it in a fixture, which can skip the tests that need it:

```python
@pytest.fixture
def api_key():
    return os.environ.get("API_KEY") or pytest.skip("API_KEY is not set")
```

Nothing is said where a plugin or a call (`load_dotenv`) may set it, nor where code sets variables that it does not
name, or patches `os.environ` while it imports.

## Fix safety

There is no fix: what the variable should hold only its author knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, IniValues
from doctor.model.environment import Variables
from doctor.model.findings import Confidence, Problem, Related, Severity
from doctor.model.flows import Need
from doctor.model.import_variables import ImportVariable
from doctor.model.plugins import Plugins
from doctor.model.sources import SourceFile, Sources
from doctor.rules.environment._setting import patches_at_import, sets_unknown
from doctor.rules.registry import rule
from doctor.rules.spreading import spread

LOADERS = ("dotenv", "load_dotenv", "environs", "decouple", "read_env", "read_dotenv", "django")


@rule(severity=Severity.WARNING, since="0.1")
def check(
    sources: Sources,
    variables: Variables,
    plugins: Plugins,
    ini: IniValues,
    command_line: CommandLine,
    calls: Calls,
    import_variables: tuple[ImportVariable, ...],
) -> Iterator[Problem]:
    files = [file for file in sources if file.flows.needs and (file.collected or file.role in ("conftest", "plugin"))]
    if not (files or import_variables) or is_loaded_elsewhere(sources, plugins, ini):
        return
    is_spread = spread(command_line, plugins, calls) is not None
    given = set(variables.values) | set(set_by_code(sources))
    for file in files:
        for need in file.flows.needs:
            if need.name not in given and not file.skips_itself and not is_own(need.name, file, is_spread):
                yield told(need, file)
    for needed in import_variables:
        if needed.name not in given:
            yield reached(needed)


def is_loaded_elsewhere(sources: Sources, plugins: Plugins, ini: IniValues) -> bool:
    """May variables come from a plugin, a configuration key or a file, or from code that does not name them?"""
    if any(each.distribution in ("pytest-env", "pytest-dotenv", "pytest-django") for each in plugins.active):
        return True
    if any(ini.get(key) for key in ("env", "env_files")):
        return True
    if any(map(sets_unknown, sources.reaching_others)):
        return True
    for file in sources:
        if file.collected and (patches_at_import(file) or sets_unknown(file, at_import=True)):
            return True
        if file.role in ("conftest", "plugin") or file.flows.needs:
            words = [each.dotted for each in file.imports] + [call.name for call in file.calls if not call.within]
            if any(loader in word for word in words for loader in LOADERS):
                return True
    return False


def set_by_code(sources: Sources) -> Iterator[str]:
    """The variables that conftests, plugins and modules set when they are imported or configured."""
    for file in sources:
        for touch in file.touches:
            if touch.state == "os.environ" and touch.how in ("set", "default", "all", "guard"):
                yield touch.item


def is_own(name: str, file: SourceFile, is_spread: bool) -> bool:
    """Does pytest or a plugin set it? pytest-xdist does so in its workers, which alone import the test files."""
    if name.startswith("PYTEST_XDIST_"):
        return is_spread and file.role == "test"
    return name == "PYTEST_VERSION" or name.startswith(("PYTEST_GUARD_", "COV_CORE_"))


def told(need: Need, file: SourceFile) -> Problem:
    when = "when pytest starts" if file.role == "conftest" else "when it is collected"
    return Problem(
        place=need.place,
        message=f"{file.path} needs the variable '{need.name}' {when}, and it is not set",
        label="read here",
        consequence=f"KeyError: '{need.name}'",
        help=f"set {need.name} where pytest is called, or read it with `os.environ.get` in a fixture",
        confidence=Confidence.MEDIUM,
    )


def reached(needed: ImportVariable) -> Problem:
    file = needed.imported.file
    how = f"{needed.raised}: '{needed.name}'" if needed.raised == "KeyError" else needed.raised
    stops = "pytest stops" if file.endswith("conftest.py") else f"error while {file} is collected"
    return Problem(
        place=needed.place,
        message=f"'{needed.module}' needs the variable '{needed.name}' when it is imported, and it is not set",
        label="read here",
        related=(Related(needed.imported, "this import leads there"),),
        consequence=f"{stops}: {how}",
        help=f"set {needed.name} where pytest is called, or in conftest.py by `os.environ.setdefault` above imports",
        confidence=Confidence.MEDIUM,
    )
