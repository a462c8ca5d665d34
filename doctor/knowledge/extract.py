"""What a plugin provides, read from its source: nothing is imported or run."""

from __future__ import annotations

from doctor.knowledge.modules import Module, Resolve, nowhere
from doctor.model.plugins import Provided


def extract_module(module: Module, resolve: Resolve = nowhere) -> Provided:
    """What one module brings to a run: a conftest, a `-p` module, the module behind an entry point.

    `resolve` finds the modules that it may pull in (`from .options import pytest_addoption`, star imports, classes that
    it registers); what it does not find is taken for foreign. Modules in `pytest_plugins` are named, not followed.
    """
    raise NotImplementedError
