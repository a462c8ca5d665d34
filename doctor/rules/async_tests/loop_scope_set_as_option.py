"""A conftest sets the scope of the event loop where pytest-asyncio does not look.

## Why

`asyncio_default_fixture_loop_scope` and `asyncio_default_test_loop_scope` are configuration options, which
pytest-asyncio reads with `config.getini`. An attribute of that name on `config.option` is never read.

See https://github.com/METR/hawk/pull/1691 and
https://pytest-asyncio.readthedocs.io/en/stable/reference/configuration.html.

## Instead

Write the key in the configuration file, or give `-o asyncio_default_fixture_loop_scope=session`.

## Fix safety

The key moves to the configuration file. The loops are shared then as was meant, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, RemoveLines, SetKey
from doctor.model.plugins import Plugins
from doctor.model.sources import Sources, Write
from doctor.rules.async_tests._loops import FIXTURE_KEY, TEST_KEY
from doctor.rules.async_tests._runners import is_loaded
from doctor.rules.cures import home
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources, plugins: Plugins, config: PytestConfig) -> Iterator[Problem]:
    writes = [write for file in sources if file.role in ("conftest", "plugin") for write in file.writes]
    for write in writes:
        key = write.name.rpartition(".")[2]
        is_option = key in (FIXTURE_KEY, TEST_KEY) and write.name.endswith(f"config.option.{key}")
        if is_option and write.value and is_loaded(plugins, "pytest-asyncio"):
            where = config.configfile.file if config.configfile else "pytest.ini"
            yield Problem(
                place=write.place,
                message=f"'{key}' is set on config.option, where pytest-asyncio does not look for it",
                label="never read",
                consequence="pytest-asyncio reads the configuration option; the loops keep their scope",
                help=f"write {key} = {write.value.text or '…'} in {where}",
                fix=moved(write, key, config),
            )


def moved(write: Write, key: str, config: PytestConfig) -> Fix | None:
    """The value goes into the configuration; None where it is computed, or conditional."""
    where, text = home(config), write.value.text if write.value else None
    if where is None or text is None or write.guarded == "condition" or config.setting(key):
        return None
    changes = (RemoveLines(write.place), SetKey(*where, key, text))
    return Fix(f"set {key} = {text} in {where[0]}", changes)
