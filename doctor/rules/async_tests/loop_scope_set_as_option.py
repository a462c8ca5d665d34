"""A conftest sets the scope of the event loop where pytest-asyncio does not look.

## Why

`asyncio_default_fixture_loop_scope` and `asyncio_default_test_loop_scope` are configuration options, which
pytest-asyncio reads with `config.getini`. An attribute of that name on `config.option` is never read.

## Instead

Write the key in the configuration file, or give `-o asyncio_default_fixture_loop_scope=session`.

## Fix safety

No fix is offered.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources
from doctor.rules.async_tests._loops import FIXTURE_KEY, TEST_KEY
from doctor.rules.async_tests._runners import is_loaded
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins) -> Iterator[Problem]:
    writes = [write for file in sources if file.role in ("conftest", "plugin") for write in file.writes]
    for write in writes:
        key = write.name.rpartition(".")[2]
        is_option = key in (FIXTURE_KEY, TEST_KEY) and write.name.endswith(f"config.option.{key}")
        if is_option and write.value and is_loaded(plugins, "pytest-asyncio"):
            yield Problem(
                place=write.place,
                message=f"'{key}' is set on config.option, where pytest-asyncio does not look for it",
                label="never read",
                consequence="pytest-asyncio reads the configuration option; the loops keep their scope",
                help=f"write {key} = {write.value.text or '…'} in the configuration file",
            )
