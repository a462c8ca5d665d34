"""Every option, configuration key and variable of the guard, in one table.

An option `--guard-leaks` and a key `guard_leaks` share their name. The variable wins over the option, the option over
the key: a container's limit is said by whoever starts the container.
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple

import pytest


class Setting(NamedTuple):
    """`kind` is the type of the key, as `parser.addini` has it; numbers are strings, because `auto` is a word too."""

    name: str
    default: str
    help: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    variable: str = ""

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")


SETTINGS = {
    each.name: each
    for each in (
        Setting(
            "guard_sandbox",
            "env",
            "when the plugins of guard_sandbox_block are kept out: `env` as the variable says, `auto` where sockets are"
            " refused, `off` never",
            choices=("env", "auto", "off"),
        ),
        Setting("guard_sandbox_env", "SANDBOX_ENABLED", "the variable that says whether this is a sandbox"),
        Setting(
            "guard_sandbox_block", "rerunfailures", "plugins that are kept out, by the names of `-p no:NAME`", "args"
        ),
        Setting(
            "guard_memory_limit_mb",
            "",
            "megabytes that a process of the run may use; `auto` from the container's limit",
            variable="PYTEST_MEMORY_LIMIT_MB",
        ),
        Setting(
            "guard_collection_limit_mb",
            "",
            "megabytes that a process may use when its collection has ended, or `auto`",
            variable="PYTEST_COLLECTION_LIMIT_MB",
        ),
        Setting(
            "guard_memory_action",
            "skip",
            "what happens to the tests that follow when memory is still over the limit after a collection of garbage",
            choices=("skip", "fail", "exit"),
        ),
        Setting(
            "guard_memory_trace",
            "off",
            "whether tracemalloc says which lines hold the memory of a test that is interrupted; costs time and memory",
            choices=("off", "on"),
        ),
        Setting(
            "guard_memory_refuse",
            "off",
            "whether the kernel refuses to a test what does not fit within the limit, as a MemoryError (Linux)",
            choices=("off", "on"),
        ),
        Setting(
            "guard_memory_watch",
            "thread",
            "who looks at the memory while a test runs: a `thread`, or a `process` beside it, which also sees one call"
            " into C that keeps Python's lock (containers of Linux)",
            choices=("thread", "process"),
        ),
        Setting(
            "guard_collection_gc",
            "off",
            "garbage collection while tests are collected within a limit: `off` is faster, `on` leaves it as it is",
            choices=("off", "on"),
        ),
        Setting(
            "guard_fixtures",
            "off",
            "what happens when autouse fixtures are duplicated or reach further than their file",
            choices=("off", "report", "fail"),
        ),
        Setting(
            "guard_leaks", "off", "what happens when a test leaves something changed", choices=("off", "report", "fail")
        ),
        Setting(
            "guard_leaks_allow",
            "",
            'leaks that are none, as "kind:name" with wildcards, such as thread:ThreadPoolExecutor* or environ:TZ',
            "args",
        ),
        Setting("guard_record", "", "the SQLite file that keeps durations, memory and outcomes of each run"),
        Setting("guard_redis_databases", "16", "how many databases the Redis server has, for guard_redis_index"),
        Setting(
            "guard_state",
            "",
            "the folder where live processes keep their pid files; it may outlive one run",
            variable="PYTEST_GUARD_STATE",
        ),
        Setting(
            "guard_dirty",
            "",
            "why this run does not begin clean, as told by who started it",
            variable="PYTEST_GUARD_DIRTY",
        ),
    )
}


def add(parser: pytest.Parser) -> None:
    """Declares all options and keys; an option that is not given stays None, so that the key counts."""
    group = parser.getgroup("guard", "sandbox, memory, isolation (pytest-guard)")
    for each in SETTINGS.values():
        group.addoption(each.option, dest=each.name, default=None, choices=each.choices or None, help=each.help)
        parser.addini(each.name, f"{each.help} (pytest-guard)", type=each.kind, default=None)  # type: ignore[arg-type]


def text(config: pytest.Config, name: str) -> str:
    """What holds for a setting.

    Raises:
        pytest.UsageError: where a key has a word that is none of its choices.
    """
    setting = SETTINGS[name]
    value = _given(config, setting)
    if setting.choices and value not in setting.choices:
        words = ", ".join(setting.choices)
        raise pytest.UsageError(f"{name} = {value}: has to be one of {words}")
    return value


def number(config: pytest.Config, name: str) -> int:
    """A setting that is a whole number above 0.

    Raises:
        pytest.UsageError: it is not.
    """
    value = text(config, name)
    if not value.isdecimal() or int(value) == 0:
        raise pytest.UsageError(f"{name} = {value}: has to be a whole number above 0")
    return int(value)


def asks_for_sandbox(config: pytest.Config) -> bool:
    """Whether there is a question to answer: not where it is off, nor where the variable is not set."""
    mode = text(config, "guard_sandbox")
    return mode == "auto" or (mode == "env" and bool(os.environ.get(text(config, "guard_sandbox_env"))))


def words(config: pytest.Config, name: str) -> list[str]:
    """The items of a setting that is a list; an option's are divided by commas or spaces."""
    given = _option(config, name)
    if given is not None:
        return str(given).replace(",", " ").split()
    value = config.getini(name)
    return [str(each) for each in value] if value else SETTINGS[name].default.split()


def _given(config: pytest.Config, setting: Setting) -> str:
    values: tuple[Any, ...] = (
        os.environ.get(setting.variable) if setting.variable else None,
        _option(config, setting.name),
        config.getini(setting.name),
    )
    return next((str(each).strip() for each in values if each not in (None, "", [])), setting.default)


def _option(config: pytest.Config, name: str) -> Any:
    """An option's value, also before the command line is read to its end."""
    value = config.getoption(name, None)
    return getattr(config.known_args_namespace, name, None) if value is None else value
