"""All facts by name, and where each is worked out. A provider's module is imported when its fact is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from doctor.facts.graph import Facts, Provider
from doctor.model.invocation import Invocation

MODULES = {
    "async_queries": "doctor.facts.async_queries",
    "async_setups": "doctor.facts.async_setups",
    "bare_pythons": "doctor.facts.bare_pythons",
    "basic_configs": "doctor.facts.basic_configs",
    "bindings": "doctor.facts.bindings",
    "calls": "doctor.facts.calls",
    "cancel_scopes": "doctor.facts.cancel_scopes",
    "ci": "doctor.facts.ci",
    "collection_marks": "doctor.facts.collection_marks",
    "command_line": "doctor.facts.command_line",
    "commit_hooks": "doctor.facts.commit_hooks",
    "config": "doctor.facts.config",
    "coverage_file": "doctor.facts.coverage",
    "coverage_heads": "doctor.facts.heads",
    "container": "doctor.facts.container",
    "declared": "doctor.facts.declared",
    "disabled_loggers": "doctor.facts.disabled_loggers",
    "deletions": "doctor.facts.deletions",
    "distributions": "doctor.facts.distributions",
    "django_settings": "doctor.facts.django_settings",
    "doctested": "doctor.facts.doctested",
    "enforced": "doctor.facts.enforced",
    "features": "doctor.facts.features",
    "fixture_calls": "doctor.facts.fixture_calls",
    "fixtures": "doctor.facts.fixtures",
    "flask_databases": "doctor.facts.flask_databases",
    "generated": "doctor.facts.generated",
    "global_names": "doctor.facts.global_names",
    "groups": "doctor.facts.groups",
    "heads": "doctor.facts.heads",
    "hidden_coverage": "doctor.facts.coverage",
    "hook_bodies": "doctor.facts.hook_bodies",
    "http_mocks": "doctor.facts.http_mocks",
    "ignores": "doctor.facts.ignores",
    "import_queries": "doctor.facts.import_queries",
    "import_variables": "doctor.facts.import_variables",
    "ini": "doctor.facts.ini_values",
    "images": "doctor.facts.images",
    "installs": "doctor.facts.installs",
    "interpreter": "doctor.facts.interpreter",
    "kept_back": "doctor.facts.tox_variables",
    "knowledge": "doctor.facts.knowledge",
    "lent_executors": "doctor.facts.lent_executors",
    "local_imports": "doctor.facts.local_imports",
    "markers": "doctor.facts.markers",
    "misnamed": "doctor.facts.misnamed",
    "modules": "doctor.facts.modules",
    "mute_loggers": "doctor.facts.mute_loggers",
    "name_loops": "doctor.facts.name_loops",
    "network": "doctor.facts.network",
    "node_reads": "doctor.facts.node_reads",
    "one_word_overrides": "doctor.facts.one_word_overrides",
    "outlines": "doctor.facts.outlines",
    "param_uses": "doctor.facts.param_uses",
    "passed_names": "doctor.facts.passed_names",
    "picked_reports": "doctor.facts.picked_reports",
    "plugins": "doctor.facts.plugins",
    "pragmas": "doctor.facts.pragmas",
    "profiles": "doctor.facts.profiles",
    "pytest_version": "doctor.facts.distributions",
    "registered_profiles": "doctor.facts.hypothesis_profiles",
    "repository": "doctor.facts.repository",
    "request_reads": "doctor.facts.request_reads",
    "rootdirs": "doctor.facts.rootdirs",
    "setting_changes": "doctor.facts.setting_changes",
    "setups": "doctor.facts.setups",
    "shared_calls": "doctor.facts.shared_calls",
    "shared_clients": "doctor.facts.shared_clients",
    "sources": "doctor.facts.sources",
    "stray_variables": "doctor.facts.ci_variables",
    "tree": "doctor.facts.tree",
    "unrewritten": "doctor.facts.unrewritten",
    "unused_ignores": "doctor.facts.ignores",
    "variables": "doctor.facts.variables",
    "warned": "doctor.facts.warned",
    "web_clients": "doctor.facts.web_clients",
    "wide_hooks": "doctor.facts.wide_hooks",
    "wrappers": "doctor.facts.wrappers",
    "written_limits": "doctor.facts.written_limits",
}


class Providers(Mapping[str, Provider]):
    """The provider of each fact: the function of the fact's name."""

    def __getitem__(self, name: str) -> Provider:
        provider: Provider = getattr(importlib.import_module(MODULES[name]), name)
        return provider

    def __iter__(self) -> Any:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


def facts_of(invocation: Invocation, **given: Any) -> Facts:
    """The facts of one call; `given` overrides any of them by name."""
    return Facts(Providers(), {"invocation": invocation, **given})
