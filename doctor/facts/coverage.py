"""The facts `coverage_file`, the configuration that coverage.py takes for the tests, and `hidden_coverage`.

Follows `config_files_to_try` and `CoverageConfig.from_file` of coverage/config.py.
"""

from __future__ import annotations

from pathlib import Path

from doctor.facts.config_files import UnreadableError, read_text
from doctor.facts.ini import IniError, IniFile
from doctor.model.calls import Calls
from doctor.model.config import CommandLine, ConfigFile, Section
from doctor.model.environment import Variables
from doctor.model.invocation import Invocation

OWN = (".coveragerc", ".coveragerc.toml")  # taken when they are there; the others when they hold such a section
SHARED = ("setup.cfg", "tox.ini", "pyproject.toml")
PARTS = ("run", "report", "html", "xml", "json", "lcov", "paths")


def coverage_file(
    invocation: Invocation, command_line: CommandLine, variables: Variables, calls: Calls
) -> ConfigFile | None:
    """Its sections are called as coverage.py calls them ("report"). None where nothing measures coverage, or where
    nothing is set."""
    if not is_measured(command_line, calls):
        return None
    option = command_line.last("--cov-config")
    named = option.value if option and option.value else ".coveragerc"
    if named.removeprefix("./") == ".coveragerc":
        named = variables.get("COVERAGE_RCFILE") or named
    names = (*OWN, *SHARED) if named == ".coveragerc" else (named,)
    found = (read(invocation.project, name, name in OWN or name == named) for name in names)
    return next((file for file in found if file), None)


def hidden_coverage(
    invocation: Invocation, command_line: CommandLine, variables: Variables, coverage_file: ConfigFile | None
) -> tuple[ConfigFile, ...]:
    """Files with settings for coverage.py that it does not come to, for it takes another one of its own accord."""
    option = command_line.last("--cov-config")
    is_chosen = bool((option and option.value != ".coveragerc") or variables.get("COVERAGE_RCFILE"))
    names = (*OWN, *SHARED)
    if coverage_file is None or is_chosen or coverage_file.file not in names:
        return ()
    later = names[names.index(coverage_file.file) + 1 :]
    found = (read(invocation.project, name, name in OWN) for name in later)
    return tuple(file for file in found if file and file.sections)


def is_measured(command_line: CommandLine, calls: Calls) -> bool:
    options = [option for option in command_line.options if option.known]
    if any(option.name.startswith("--cov") for option in options):
        return not any(option.name == "--no-cov" for option in options)
    return any(call.measured or any(word.text.startswith("--cov") for word in call.words) for call in calls.calls)


def read(project: str, name: str, is_own: bool) -> ConfigFile | None:
    """The file as far as it concerns coverage.py; None where it takes another one, and where it cannot be read."""
    path = Path(project, name)
    if not path.is_file() or Path(name).is_absolute() or name.startswith(".."):
        return None
    try:
        text = read_text(str(path), name).removeprefix("\ufeff")
        if not is_own and "coverage" not in text:
            return None
        sections = of_toml(name, text, is_own) if name.endswith(".toml") else of_ini(name, text, is_own)
    except (UnreadableError, IniError):
        return ConfigFile(name, (), "ini", counts=True) if is_own else None
    return ConfigFile(name, sections, "toml" if name.endswith(".toml") else "ini", True) if is_own or sections else None


def of_ini(name: str, text: str, is_own: bool) -> tuple[Section, ...]:
    ini = IniFile(name, name, text)
    found = {}
    for part in PARTS:
        for header in (part, f"coverage:{part}") if is_own else (f"coverage:{part}",):
            if header in ini.names:
                found[part] = ini.section(header, is_read=True).replace(name=part)
    return tuple(found.values())


def of_toml(name: str, text: str, is_own: bool) -> tuple[Section, ...]:
    from doctor.facts.toml import TomlError, TomlFile  # tomllib takes 3 ms to import

    try:
        toml = TomlFile(name, text)
    except TomlError:
        return ()
    found = {}
    for part in PARTS:
        for path in ((part,), ("tool", "coverage", part)) if is_own else (("tool", "coverage", part),):
            if isinstance(toml.table(path), dict):
                found[part] = toml.section(path, is_read=True).replace(name=part)
    return tuple(found.values())
