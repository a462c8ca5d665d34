"""The environment as text, and as JSON: a snapshot that can be kept and compared. Schema 1; keys are only added."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from doctor import __version__
from doctor.model.config import IniValues, PytestConfig
from doctor.model.environment import Ci, Container, Distributions, Interpreter, Network, Variables
from doctor.model.record import Record, values
from doctor.reports.config import plain
from doctor.reports.masks import masked
from doctor.reports.style import Style

PREFIXES = ("PYTEST_", "SANDBOX_", "COVERAGE_", "COV_", "TOX_", "NOX_", "HYPOTHESIS_", "TESTCONTAINERS_")
NAMES = frozenset({
    "CI", "BUILD_NUMBER", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TF_BUILD", "JENKINS_URL", "BUILDKITE", "TRAVIS",
    "VIRTUAL_ENV", "CONDA_PREFIX", "CONDA_DEFAULT_ENV", "PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED", "PYTHONWARNINGS",
    "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONUTF8", "PYTHONOPTIMIZE", "PYTHONNOUSERSITE", "PYTHONDEVMODE",
    "PYTHONASYNCIODEBUG", "PYTHONBREAKPOINT", "PYTHONSAFEPATH", "PY_COLORS", "NO_COLOR", "FORCE_COLOR", "TZ", "LANG",
    "LC_ALL", "TMPDIR", "TERM", "COLUMNS", "DJANGO_SETTINGS_MODULE", "DJANGO_CONFIGURATION", "DOCKER_HOST",
    "KUBERNETES_SERVICE_HOST", "container", "DATABASE_URL", "UV_PROJECT_ENVIRONMENT", "HTTP_PROXY", "HTTPS_PROXY",
    "NO_PROXY",
})  # fmt: skip


def snapshot(
    project: str,
    interpreter: Interpreter,
    distributions: Distributions,
    pytest_version: str,
    variables: Variables,
    container: Container,
    network: Network,
    ci: Ci,
) -> dict[str, Any]:
    """All that is seen, as plain data."""
    return {
        "schema": 1,
        "tool": {"name": "pytest-doctor", "version": __version__},
        "project": project,
        "interpreter": {key: value for key, value in _plain(interpreter).items() if key != "probed"},
        "probed": interpreter.probed is not None,
        "python": interpreter.version,
        "pytest": pytest_version if distributions.get("pytest") else None,
        "platform": {"system": sys.platform, "machine": _machine()},
        "distributions": {each.name: each.version for each in sorted(distributions, key=lambda each: each.key)},
        "distributions_source": distributions.source,
        "distributions_complete": distributions.complete,
        "editable": sorted(each.name for each in distributions if each.editable),
        "import_hooks": list(distributions.hooks),
        "plugins": _plugins(distributions),
        "variables": dict(sorted(_told(variables.values))),
        "container": {key: value for key, value in _plain(container).items() if key != "limits"},
        "limits": _plain(container.limits),
        "network": _plain(network),
        "ci": _plain(ci),
    }


def configuration(config: PytestConfig, ini: IniValues) -> dict[str, Any]:
    """The configuration that pytest would use, without what is at its default: paths relative to the project."""
    options = {name: plain(value.value) for name, value in sorted(ini.values.items()) if value.origin != "default"}
    return {
        "configfile": config.configfile.file if config.configfile else None,
        "rootdir": config.rootdir,
        "arguments": [masked("", word.text) for word in config.arguments],
        "options": {name: masked(name, value) if isinstance(value, str) else value for name, value in options.items()},
    }


def _plain(record: Record) -> dict[str, Any]:
    pairs = zip(type(record).record_fields, values(record), strict=True)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in pairs}


def _machine() -> str:
    return os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")


def _plugins(distributions: Distributions) -> list[dict[str, Any]]:
    return [
        {
            "distribution": each.name,
            "version": each.version,
            "entry_points": [{"name": point.name, "module": point.module} for point in each.entry_points],
        }
        for each in sorted(distributions, key=lambda each: each.key)
        if each.entry_points
    ]


def _told(variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The variables that change how tests run, without secrets."""
    for name, value in variables.items():
        if name in NAMES or name.startswith(PREFIXES):
            yield name, masked(name, value)


def json(snapshot: Mapping[str, Any]) -> str:
    """The snapshot for programs."""
    from json import dumps

    return dumps(snapshot, indent=2, ensure_ascii=True) + "\n"


def text(snapshot: Mapping[str, Any], style: Style) -> str:
    """The snapshot for people: one line for each thing that decides how tests run."""
    rows = [*_python_rows(snapshot), *_machine_rows(snapshot), *_variable_rows(snapshot)]
    width = max(len(name) for name, _ in rows) + 2
    return "".join(f"{style.paint(name.ljust(width), 'bold')}{value}\n" for name, value in rows)


def _python_rows(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    interpreter = snapshot["interpreter"]
    executable = interpreter["executable"] or "none found"
    yield "interpreter", f"{executable} {snapshot['python'] or ''}".rstrip() + f" ({interpreter['found_by']})"
    if interpreter["problem"]:
        yield "", f"problem: {interpreter['problem']}"
    yield from (("", f"passed over: {reason}") for reason in interpreter["skipped"])
    yield "pytest", snapshot["pytest"] or "not installed"
    complete = "" if snapshot["distributions_complete"] else ", not complete"
    yield "distributions", f"{len(snapshot['distributions'])} from {snapshot['distributions_source']}{complete}"
    for number, plugin in enumerate(snapshot["plugins"]):
        names = ", ".join(point["name"] for point in plugin["entry_points"])
        yield "" if number else "plugins", f"{plugin['distribution']} {plugin['version']} ({names})"
    if not snapshot["plugins"]:
        yield "plugins", "none"
    yield from (("import hooks", hook) for hook in snapshot["import_hooks"])


def _machine_rows(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    container, limits, network, ci = (snapshot[name] for name in ("container", "limits", "network", "ci"))
    yield "platform", f"{snapshot['platform']['system']} {snapshot['platform']['machine']}"
    yield "container", f"{container['kind']} ({container['evidence']})" if container["kind"] else "none"
    yield "engine", container["engine"] or container["engine_evidence"] or "none"
    memory = _bytes(limits["memory"]) if limits["memory"] else "no limit"
    host = f" of {_bytes(limits['memory_host'])}" if limits["memory_host"] else ""
    yield "memory", f"{memory}{host}" + (f" (cgroup v{limits['cgroup']})" if limits["cgroup"] else "")
    quota = f"quota of {limits['cpu_quota']:g}, " if limits["cpu_quota"] else ""
    yield "CPUs", f"{quota}{limits['cpus_affinity']} usable of {limits['cpus_host']}"
    parts = [
        f"loopback {'up' if network['loopback'] else 'down'}",
        "localhost has an address" if network["localhost_resolves"] else "localhost has no address",
        "default route" if network["default_route"] else "no default route",
        *([] if network["sockets_allowed"] else ["sockets are refused"]),
    ]
    yield "network", ", ".join(parts)
    yield "CI", f"{ci['provider']} ({ci['evidence']})" if ci["provider"] else "none"


def _variable_rows(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for number, (name, value) in enumerate(snapshot["variables"].items()):
        yield "" if number else "variables", f"{name}={value}"


def _bytes(number: int) -> str:
    amount = float(number)
    for unit in ("B", "KiB", "MiB"):
        if amount < 1024:
            return f"{amount:.4g} {unit}"
        amount /= 1024
    return f"{amount:.4g} GiB"
