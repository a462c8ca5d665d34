"""A warning filter has no effect, for a later one matches all that it matches.

## Why

Of all filters that match a warning the last one decides: those of the command line come behind those of the
configuration. `ignore::DeprecationWarning` followed by `error` ignores nothing.

See https://docs.pytest.org/en/stable/how-to/capture-warnings.html#controlling-warnings.

## Instead

Write the general filter first, and the exceptions behind it.

## Fix safety

The general filter moves to the front of the list. Other warnings are errors then, or are none any more, so it is not
done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import CommandLine, IniValues, PytestConfig
from doctor.model.findings import Problem, Related, Severity
from doctor.model.fixes import Fix
from doctor.rules.config._filters import ACTIONS
from doctor.rules.cures import key_set, may_edit, setting_at
from doctor.rules.filters import Filter, filters
from doctor.rules.registry import rule

WARNS = ("default", "always", "all", "module", "once")  # actions that only show a warning, more or less often


@rule(severity=Severity.WARNING, since="0.1")
def check(config: PytestConfig, ini: IniValues, command_line: CommandLine) -> Iterator[Problem]:
    if config.blocked("warnings") or config.error:
        return
    everything = [each for each in filters(ini, command_line) if each.place]
    generals = [index for index, each in enumerate(everything) if is_general(each)]
    if not generals:
        return
    for index in generals:
        general = everything[index]
        lost = [each for each in everything[:index] if outweighs(general, each)]
        later = any(outweighs(everything[other], general) for other in generals if other > index)
        if lost and not later and general.place and general.place.is_file:  # typed ones are meant so
            yield problem(lost, general, config)


def is_general(each: Filter) -> bool:
    """Does it name neither message, nor module, nor line?"""
    return bool(each.field(0)) and not any(each.field(index) for index in (1, 3, 4))


def outweighs(general: Filter, each: Filter) -> bool:
    """Does it match whatever the other one does, and do something else with it?"""
    wanted, other = general.field(2), each.field(2)
    is_wider = wanted in ("", "Warning") or wanted == other
    return is_wider and bool(each.field(0)) and kind(general) != kind(each)


def kind(each: Filter) -> str:
    action = next((known for known in ACTIONS if known.startswith(each.field(0))), each.field(0))
    return "shown" if action in WARNS else action


def problem(lost: list[Filter], general: Filter, config: PytestConfig) -> Problem:
    first = lost[0]
    assert first.place
    assert general.place  # all that come here have one
    others = tuple(Related(each.place, "nor does this") for each in lost[1:] if each.place)
    return Problem(
        place=first.place,
        message=f"the filter '{first.text}' has no effect: '{general.text}' comes later, matches the same, and decides",
        label="never decides",
        related=(Related(general.place, "the last one that matches decides"), *others),
        consequence=f"what '{first.text}' speaks of is treated as '{general.text}' says",
        help=f"write '{general.text}' first, and the exceptions behind it",
        fix=fix(lost, general, config),
    )


def fix(lost: list[Filter], general: Filter, config: PytestConfig) -> Fix | None:
    """The general filter goes in front of those that it outweighs."""
    setting = setting_at(general.place, config) if general.place else None
    if setting is None or setting.name != "filterwarnings" or not may_edit(general.place) or not setting.items:
        return None
    texts = [item.text for item in setting.items]
    if len(texts) != len(set(texts)) or general.text not in texts or lost[0].text not in texts:
        return None
    texts.remove(general.text)
    texts.insert(texts.index(lost[0].text), general.text)
    return key_set(config, "filterwarnings", tuple(texts), f"put '{general.text}' before the filters that it outweighs")
