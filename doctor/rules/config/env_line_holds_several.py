"""A line of pytest-env's `env` holds several variables.

## Why

`env` is a list of lines, and each line is one variable: `env = A=1 B=2` sets `A` to `1 B=2`, and `B` not at all.

See https://github.com/pytest-dev/pytest-env.

## Instead

```ini
env =
    A=1
    B=2
```

## Fix safety

Each variable gets a line of its own, which changes what the tests find: it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.config import PytestConfig, Setting
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, SetKey
from doctor.model.plugins import Plugins
from doctor.rules.cures import home, may_edit
from doctor.rules.phrases import listing
from doctor.rules.registry import rule

ONE = re.compile(r"(?:[DRUS]:)*(?P<name>[A-Z][A-Z0-9_]+)=[^\s=]*[,;]?")  # with the flags of pytest-env


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, plugins: Plugins) -> Iterator[Problem]:
    setting = config.setting("env")
    if setting is None or not any(plugin.active for plugin in plugins.with_ini_key("env")):
        return
    for item in setting.items:
        hits = [ONE.fullmatch(word) for word in item.text.split()]
        names = [hit["name"] for hit in hits if hit]
        if len(names) > 1 and all(hits):
            yield Problem(
                place=item.place,
                message=f"this line of env sets '{names[0]}' alone, to '{item.text.partition('=')[2]}'",
                label="one variable",
                consequence=f"not set, without a word: {listing(names[1:])}",
                help="write each variable into a line of its own",
                fix=parted(setting, config),
            )


def parted(setting: Setting, config: PytestConfig) -> Fix | None:
    where = home(config)
    if where is None or not may_edit(setting.place):
        return None
    lines = [word.rstrip(",;") for item in setting.items for word in parts(item.text)]
    return Fix("write each variable into a line of its own", (SetKey(*where, "env", tuple(lines)),))


def parts(line: str) -> list[str]:
    return line.split() if all(map(ONE.fullmatch, line.split())) else [line]
