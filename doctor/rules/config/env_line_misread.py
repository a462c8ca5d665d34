"""A line of pytest-env's `env` sets another variable, or another value, than it seems to.

## Why

pytest-env cuts each line at the first `=` and takes what is left and right of it as it stands. `NAME: value` has no
`=`; `export NAME=value` sets a variable `export NAME`; quotes around the value become part of it. Nothing is said.

See https://github.com/pytest-dev/pytest-env#readme.

## Instead

`NAME=value`, without quotes.

## Fix safety

The line is written as it was meant. The tests see another value then, so it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.rules.cures import key_set
from doctor.rules.registry import rule

FLAGS = r"(?P<flags>(?:[DRUS]:)*)"
COLON = re.compile(FLAGS + r"(?P<name>[A-Za-z_]\w*)\s*:\s+(?P<value>[^=]*|\w+://\S*)")
EXPORT = re.compile(FLAGS + r"(?:export|set|ENV)\s+(?P<name>[A-Za-z_]\w*)=(?P<value>.*)")
QUOTED = re.compile(FLAGS + r"(?P<name>[A-Za-z_]\w*)\s*=\s*(?P<mark>['\"])(?P<value>[^'\"]*)(?P=mark)")
TELLING = re.compile(
    r"\d+(?:\.\d+)?|true|false|yes|no|on|off|\w[\w+.-]*://\S+|\.{0,2}/\S*|[a-z_]\w*(?:\.[a-z_]\w*)+", re.I
)


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, plugins: Plugins) -> Iterator[Problem]:
    setting = config.setting("env")
    owners = [plugin for plugin in plugins.with_ini_key("env") if plugin.active]
    if setting is None or not any(plugin.distribution == "pytest-env" for plugin in owners):
        return
    for item in setting.items:
        if found := misread(item.text.strip()):
            what, right = found
            lines = tuple(right if each == item else each.text for each in setting.items)
            yield problem(item, what, right).replace(
                fix=key_set(config, "env", lines, f"write {right} in place of {item.text.strip()}")
            )


def misread(text: str) -> tuple[str, str] | None:
    """What the line does in place of what was meant, and the line that does it."""
    if hit := EXPORT.fullmatch(text):
        return f"sets a variable '{text.partition('=')[0]}'", f"{hit['flags']}{hit['name']}={hit['value']}"
    if (hit := COLON.fullmatch(text)) and text[: hit.end("name") + 1] not in ("D:", "R:", "U:", "S:"):
        return f"has no '=' and does not set '{hit['name']}'", f"{hit['flags']}{hit['name']}={hit['value']}"
    if (hit := QUOTED.fullmatch(text)) and TELLING.fullmatch(hit["value"]):
        what = f"sets '{hit['name']}' to a value with quotes in it"
        return what, f"{hit['flags']}{hit['name']}={hit['value']}"
    return None


def problem(item: Word, what: str, right: str) -> Problem:
    return Problem(
        place=item.place,
        message=f"the line '{item.text.strip()}' of env {what}",
        label="NAME=value",
        consequence="the tests see another environment than this line says, and pytest-env does not complain",
        help=f"write {right}, without quotes" if "quotes" in what else f"write {right}, with an '='",
        severity=Severity.WARNING if "quotes" in what else None,
    )
