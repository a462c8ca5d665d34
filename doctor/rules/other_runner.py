"""Projects whose tests another runner runs: pytest is not spoken of in them."""

from __future__ import annotations

from doctor.model.calls import Calls
from doctor.model.config import PytestConfig
from doctor.model.environment import Declared
from doctor.model.sources import Sources

RUNNERS = ("zope-testrunner", "nose", "nose2", "stestr", "green", "avocado-framework")
MODULES = ("twisted.trial", "zope.testrunner", "nose", "nose2")


def has_other_runner(sources: Sources, declared: Declared, config: PytestConfig, calls: Calls) -> bool:
    """Is a runner of tests asked for, imported or called, and nothing of pytest?"""
    if speaks_of_pytest(sources, declared, config):
        return False
    if calls.runs_otherwise and not calls.calls:
        return True
    modules = {each.module for file in sources.collected for each in file.imports}
    return any(map(declared.get, RUNNERS)) or any(name.startswith(MODULES) for name in modules)


def is_of_unittest(sources: Sources, declared: Declared, config: PytestConfig) -> bool:
    """Are nine in ten tests methods of a TestCase, and is there nothing of pytest? Then a function whose name begins
    with `test` is seldom a test."""
    if speaks_of_pytest(sources, declared, config):
        return False
    tests = [test for file in sources.collected for test in file.tests]
    return len(tests) > 10 * sum(not test.unittest for test in tests)


def speaks_of_pytest(sources: Sources, declared: Declared, config: PytestConfig) -> bool:
    """Is there a requirement, a setting, an import or a conftest of pytest?"""
    if declared.get("pytest") or (config.configfile and config.configfile.settings) or sources.conftests:
        return True
    return any(each.module == "pytest" for file in sources.collected for each in file.imports)
