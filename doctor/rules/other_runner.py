"""Projects whose tests another runner runs: pytest is not spoken of in them."""

from __future__ import annotations

from doctor.model.config import PytestConfig
from doctor.model.environment import Declared
from doctor.model.sources import Sources

RUNNERS = ("zope-testrunner", "nose", "nose2", "stestr", "green", "avocado-framework")
MODULES = ("twisted.trial", "zope.testrunner", "nose", "nose2")


def has_other_runner(sources: Sources, declared: Declared, config: PytestConfig) -> bool:
    """Is a runner of tests asked for or imported, and nothing of pytest: no requirement, setting, import, conftest?"""
    if declared.get("pytest") or (config.configfile and config.configfile.settings) or sources.conftests:
        return False
    modules = {each.module for file in sources.collected for each in file.imports}
    if "pytest" in modules:
        return False
    return any(map(declared.get, RUNNERS)) or any(name.startswith(MODULES) for name in modules)
