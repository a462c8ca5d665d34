"""A value in an INI file is written as a TOML list.

## Why

INI files know no lists: a value is split at blanks or at line ends, and brackets, commas and the quotes of most keys
belong to it. `python_files = ["test_*.py"]` is one pattern, in which the brackets stand for any one of the letters.
`-o` is read in the same way, also where the configuration is TOML.

See https://docs.pytest.org/en/stable/reference/customize.html#pytest-ini.

## Instead

Write the items with blanks between them (`testpaths = tests docs`), or one to a line (`markers`, `filterwarnings`).

## Fix safety

Safe for addopts, at which pytest stops. Other values come into force, which is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import Override, PytestConfig, Setting
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.rules.cures import key_set, of_toml
from doctor.rules.registry import rule

BY_LINE = ("markers", "filterwarnings")
KEYS = (
    *BY_LINE,
    *("addopts", "testpaths", "norecursedirs", "python_files", "python_classes", "python_functions", "pythonpath"),
    *("usefixtures", "required_plugins", "doctest_optionflags"),
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig) -> Iterator[Problem]:
    yield from (overridden(each) for each in config.overrides if each.name in KEYS and is_list(each.value))
    file = config.configfile
    if file is None or not file.file.endswith((".ini", ".cfg")):
        return
    for setting in file.settings:
        text = str(setting.value).strip()
        if setting.name in KEYS and is_list(text):
            found = problem(setting, text, file.file)
            yield found.replace(fix=fix(setting, config))


def is_list(text: str) -> bool:
    text = text.strip()
    return text.startswith("[") and text.endswith("]") and any(char in text for char in "\"',")


def overridden(override: Override) -> Problem:
    """`-o` takes text as an INI file has it, whatever the configuration is written in."""
    text, glue = override.value.strip(), "\n" if override.name in BY_LINE else " "
    words = glue.join(items_of(text))
    return Problem(
        place=override.place,
        message=f"-o {override.name} is given a list of TOML, and an override is read as INI files are",
        label="brackets and commas belong to the value",
        consequence=f"pytest takes {override.name} for {text}",
        help=f'write -o "{override.name}={words}"' if glue == " " else "give one a line, or set it in the file",
    )


def items_of(text: str) -> list[str]:
    return [item.strip().strip("\"'") for item in text[1:-1].split(",") if item.strip()]


def fix(setting: Setting, config: PytestConfig) -> Fix | None:
    value = of_toml(" ".join(str(setting.value).split("\n")))
    if not isinstance(value, tuple):
        return None
    how = "an item a line" if setting.name in BY_LINE else "words with blanks between them"
    return key_set(config, setting.name, value, f"write {setting.name} as {how}", safe=setting.name == "addopts")


def problem(setting: Setting, text: str, file: str) -> Problem:
    items = items_of(text)
    glue = "\n    " if setting.name in BY_LINE else " "
    return Problem(
        place=setting.value_place,
        message=f"{setting.name} in {file} is written as a list of TOML, and INI files know no lists",
        label="brackets and commas belong to the value",
        consequence=f"pytest takes {setting.name} for {text.split(None, 1)[0] if glue == ' ' else text}",
        help=f"write {setting.name} = {' '.join(items)}"
        if glue == " "
        else f"write each on a line of its own below {setting.name} =: {', '.join(items)}",
    )
