"""Calls of the project that run in the environment at hand, with options of plugins that are not in it."""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls, PytestCall, option_of
from doctor.model.environment import Declared, Distributions, normalized
from doctor.model.findings import Problem, Related, Severity
from doctor.model.places import Word
from doctor.model.plugins import Knowledge, Plugins
from doctor.rules.phrases import install, listing
from doctor.rules.plugins._steps import VAGUE

SHORT = ("-n",)  # other short options may be anybody's


def lacking(
    calls: Calls, plugins: Plugins, knowledge: Knowledge, declared: Declared, distributions: Distributions
) -> dict[str, list[tuple[PytestCall, Word]]]:
    """The options of each distribution that is not there."""
    found: dict[str, list[tuple[PytestCall, Word]]] = {}
    asked = [call for call in calls.calls if call.here]
    if not asked or not plugins.complete or brings_others(declared, distributions):
        return found
    for call in asked:
        for word in added_options(call, plugins):
            known = knowledge.with_option(option_of(word.text))
            owners = list(dict.fromkeys(each.distribution for each in known))
            if owners and not any(distributions.get(owner) for owner in owners):
                found.setdefault(meant(owners, declared), []).append((call, word))
    return found


def added_options(call: PytestCall, plugins: Plugins) -> Iterator[Word]:
    """The options that no loaded plugin has; none where the call loads one."""
    if any(word.text.startswith("-p") for word in call.words):
        return
    before, valued = "", plugins.valued
    for word in call.words:
        name = option_of(word.text)
        is_option = before not in valued and (name.startswith("--") or name in SHORT)
        if is_option and " " not in name and not plugins.with_option(name):
            yield word
        before = word.text


def meant(owners: list[str], declared: Declared) -> str:
    return next((name for name in owners if declared.get(normalized(name))), owners[0])


def brings_others(declared: Declared, distributions: Distributions) -> bool:
    """Does the project declare what is not installed, and may bring any plugin?"""
    return any(
        distributions.get(each.key) is None and any(word in each.key.removeprefix("pytest-") for word in VAGUE)
        for each in declared.requirements
    )


def problem(name: str, given: list[tuple[PytestCall, Word]], declared: Declared, calls: Calls) -> Problem:
    call, first = given[0]
    together = [word for each, word in given if each.place == call.place and each.words == call.words]
    rest = [word for _, word in given if not any(word.place == each.place for each in together)]
    key = normalized(name)
    says_so = bool(declared.get("pytest")) and call.kind == "make"  # what its tests need; and the plugin is not in it
    is_certain = says_so and not declared.get(key) and key not in calls.named
    texts = listing(dict.fromkeys(word.text for word in together))
    words = " ".join(dict.fromkeys(word.text for word in together))
    return Problem(
        place=first.place,
        message=f"pytest is called here with {texts}, which only {name} knows, and {name} is not installed",
        label=f"only {name} adds {'it' if len(together) == 1 else 'them'}",
        related=tuple(Related(word.place, f"also of {name}") for word in (*together[1:], *rest)),
        consequence=f"pytest stops: error: unrecognized arguments: {words}",
        help=f"{install(name, declared)}, or take {texts} out",
        severity=Severity.ERROR if is_certain else Severity.WARNING,
    )
