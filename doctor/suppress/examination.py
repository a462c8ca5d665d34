"""The rules' findings without those that comments and settings put up with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from doctor.engine import Examination, examine, order
from doctor.facts.graph import FactError, Facts
from doctor.model.ignores import Ignores, UnusedIgnore
from doctor.rules.registry import Rule, rules
from doctor.settings import Settings, rule_names
from doctor.suppress.choices import chosen_of, unmatched, unmatched_rules
from doctor.suppress.inline import unused, without_ignored


def examined(facts: Facts, wanted: tuple[Rule, ...], chosen: Settings, progress: Callable[[str], None]) -> Examination:
    """Runs the rules; those about unused ignores last, when it is known which are used."""
    late = tuple(rule for rule in wanted if "unused_ignores" in rule.facts)
    early = tuple(rule for rule in wanted if rule not in late)
    first = examine(facts, early, progress)
    ignores = ignores_of(facts)
    kept, used = without_ignored(first.findings, ignores)
    project = facts.get("invocation").project
    if ignores.files or chosen.per_file_ignores or chosen.allow or chosen.ignored_for_good:
        ran = telling(facts, early)
        of_settings = [*unmatched(kept, chosen, project, ran), *needless(facts, chosen)]
        facts.give("unused_ignores", (*unused(ignores, used, ran, rule_names()), *of_settings))
    last = examine(facts, late, progress)
    about_ignores, _ = without_ignored(last.findings, ignores)
    found = chosen_of((*kept, *about_ignores), chosen, project)
    return Examination(tuple(sorted(found, key=order)), tuple(dict.fromkeys((*first.defects, *last.defects))))


def needless(facts: Facts, chosen: Settings) -> Iterator[UnusedIgnore]:
    """The rules that the settings file ignores and that would say nothing; they are asked where notes are wanted."""
    if chosen.pedantic and chosen.ignored_for_good:
        asked = tuple(each for each in rules() if each.name in chosen.ignore and "unused_ignores" not in each.facts)
        yield from unmatched_rules(
            examine(facts, asked).findings, chosen, facts.get("invocation").project, telling(facts, asked)
        )


def ignores_of(facts: Facts) -> Ignores:
    """The comments; none where what they rest on crashed, which is a defect that is told already."""
    try:
        found: Ignores = facts.get("ignores")
        return found
    except FactError:
        return Ignores()


def telling(facts: Facts, ran: tuple[Rule, ...]) -> set[str]:
    """The rules whose silence says that there is nothing: they ran, over all tests, and not about this machine."""
    if facts.get("invocation").args or not facts.get("distributions").complete:
        return set()
    return {rule.name for rule in ran if rule.topic != "environment"}
