"""What the shell offers after TAB: names of rules, topics, profiles, and of all that `explain` knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def complete(kind: str, prefix: str) -> list[str]:
    """The names of this kind that begin so. Never an error: nothing is offered where names cannot be read."""
    try:
        return sorted({name for name in KINDS[kind](prefix) if name.startswith(prefix)})
    except Exception:  # a traceback between the words that someone types helps nobody; the command itself will say it
        return []


def rules(prefix: str) -> Iterator[str]:
    """Rules and topics, by the names of their files alone: none is imported."""
    from doctor.rules.registry import TOPICS, modules

    yield from (name.replace("_", "-") for name in (*TOPICS, *(rule for _, rule in modules())))


def explained(prefix: str) -> Iterator[str]:
    """Rules; and once something is typed, options, keys, markers, fixtures and plugins, too: there are thousands."""
    yield from rules(prefix)
    if prefix:
        yield from known()


def known() -> Iterator[str]:
    """Names out of the shipped knowledge of pytest's newest version and of its plugins."""
    from doctor.knowledge.store import PYTEST_VERSIONS, load_builtins, load_plugins

    plugins = load_plugins()
    yield from (plugin.distribution for plugin in plugins)
    builtin = (each.provided for each in load_builtins(PYTEST_VERSIONS[-1]).plugins)
    for provided in (*(each.provided for each in plugins), *builtin):
        yield from (name for option in provided.options for name in option.names)
        yield from (key.name for key in provided.ini)
        yield from (marker.name for marker in provided.markers)
        yield from (fixture.name for fixture in provided.fixtures)


def profiles(prefix: str) -> Iterator[str]:
    """The profiles that are shipped."""
    from doctor import resources

    yield from (file.stem for file in resources.profiles().glob("*.toml"))


def beside(prefix: str) -> Iterator[str]:
    from doctor.generate.beside.targets import TARGETS

    yield from TARGETS


def formats(prefix: str) -> Iterator[str]:
    from doctor.commands.formats import FORMATS

    yield from FORMATS


def severities(prefix: str) -> Iterator[str]:
    from doctor.settings import FAIL_ON

    yield from FAIL_ON


KINDS: dict[str, Callable[[str], Iterator[str]]] = {
    "rules": rules,
    "explained": explained,
    "profiles": profiles,
    "beside": beside,
    "formats": formats,
    "severities": severities,
}
