"""The rows of `preflight` about what the tests want of the place: variables, an engine, a network, memory."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.facts.graph import Facts
from doctor.model.checks import Check, NeededVariable
from doctor.model.environment import Container, Network, Variables
from doctor.model.sources import SourceFile, Sources
from doctor.rules.environment.docker_without_engine import wanted
from doctor.rules.workers import number, workers

MIB = 1024 * 1024
OUTSIDE = ("network", "internet", "online", "remote_data", "enable_socket", "allow_hosts")  # marks
START = "start Docker or Podman, set DOCKER_HOST, or deselect these tests"


def variables(facts: Facts) -> Check:
    """Those that tests read without a default: there, or missing."""
    from doctor.facts.needed_variables import needed_variables

    there: Variables = facts.get("variables")
    found = needed_variables(facts.get("invocation").project, facts.get("sources"))
    absent = [each for each in found if there.get(each.name) is None]
    missing = [each for each in absent if not is_set(each.name, facts)]
    if not missing:
        present = named("present", [each for each in found if each not in absent])
        return Check("variables", "ok", "; ".join([*present, *named("a file may set", absent)]))
    reason = "; ".join(map(told, missing))
    choice = facts.get("command_line").last("-m") or facts.get("command_line").last("-k")
    if choice and all(each.within for each in missing):
        return Check("variables", "skipped", f"{reason}; '{choice.text()}' may leave it out")
    return Check("variables", "failed", reason, "set them where pytest runs")


def named(word: str, found: list[NeededVariable]) -> list[str]:
    return [f"{word}: {', '.join(sorted(each.name for each in found))}"] if found else []


def told(variable: NeededVariable) -> str:
    """Where and when it is read."""
    when = f"in {variable.within}" if variable.within else "when the file is imported: nothing of it is collected"
    return f"{variable.name} is missing, which {variable.place} reads without a default, {when}"


def is_set(name: str, facts: Facts) -> bool:
    """Does pytest-env set it, or may a file that pytest-dotenv or the tests load?"""
    ini = facts.get("ini")
    lines = [str(line) for key in ("env", "env_files") if key in ini.values for line in as_list(ini[key])]
    dotenv = any(plugin.distribution == "pytest-dotenv" for plugin in facts.get("plugins").active)
    loads = any(each.module.partition(".")[0] == "dotenv" for file in facts.get("sources") for each in file.imports)
    return dotenv or loads or any(name in line for line in lines)


def as_list(value: object) -> Iterable[object]:
    return value if isinstance(value, (list, tuple)) else (value,)


def engine(facts: Facts) -> Check:
    """Asked only where tests start containers."""
    from doctor.facts.engine import ping

    sources, container = facts.get("sources"), facts.get("container")
    given = facts.get("fixtures"), facts.get("plugins")
    wants = [what for file in of_tests(sources) for _, what in wanted(file, *given)]
    if not wants or not container.engine:
        return Check("engine", "ok", "" if container.engine or not wants else missing_engine(container))
    fault = ping(container.engine)
    if fault:
        return Check(
            "engine", "failed", f"{wants[0]} needs one, and {container.engine} does not answer: {fault}", START
        )
    return Check("engine", "ok", f"{container.engine} answers, for {wants[0]}")


def missing_engine(container: Container) -> str:
    return f"none is here, and the tests that want one can be skipped ({container.engine_evidence or 'no socket'})"


def of_tests(sources: Sources) -> Iterable[SourceFile]:
    return [file for file in sources if file.collected or file.role == "conftest"]


def network(facts: Facts) -> Check:
    """Nothing is contacted: whether there is a way to the outside is asked only where marks say that tests want it."""
    there: Network = facts.get("network")
    marks = {mark.name for _, mark in facts.get("sources").marks if mark.name in OUTSIDE}
    chosen = facts.get("command_line").last("-m")
    left_out = {name for name in marks if chosen and f"not {name}" in (chosen.value or "")}
    names = ", ".join(sorted(marks - left_out))
    if not names or there.default_route:
        return Check("network", "ok", f"there is a route to the outside, for tests marked {names}" if names else "")
    cure = f"give the place a network, or leave them out: -m 'not {sorted(marks - left_out)[0]}'"
    return Check("network", "failed", f"tests are marked {names}, and there is no route to the outside", cure)


def memory(facts: Facts, peak_mb: float | None, bound_mb: float | None) -> Check:
    """What the collection took, for each process of the run, of what there is."""
    if not peak_mb:
        return Check("memory", "skipped", "how much a process took cannot be told here")
    limits, option = facts.get("container").limits, workers(facts.get("command_line"), facts.get("plugins"))
    count = number(option, facts.get("variables"), limits, facts.get("distributions")) if option else 0
    have = bound_mb or (limits.memory_host or 0) / MIB
    need = peak_mb * (count + 1)
    parts = f"{peak_mb:.0f} MB" + (f" × ({count} workers + 1) = {need:.0f} MB" if count else "")
    told = f"{parts} before the first test runs" + (f", of {have:.0f} MB" if have else "")
    if not have or need <= have:
        return Check("memory", "ok", told)
    fit = max(0, int(have // peak_mb) - 1)
    return Check("memory", "failed", told, f"use -n {fit}" if count and fit > 1 else "give it more memory")
