"""`pytest-doctor explain NAME|-`: a rule, option, configuration key, marker, fixture or plugin; or pytest's output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from doctor.commands.call import style, write
from doctor.errors import UsageError
from doctor.facts.graph import Facts
from doctor.facts.providers import facts_of
from doctor.model.invocation import Invocation
from doctor.rules.registry import Rule, rules

if TYPE_CHECKING:
    from doctor.explain.meaning import Meaning
    from doctor.explain.messages import Recognised

FORMATS = ("text", "json")
MOST = 8_000_000  # characters of an output; what is behind them is not read


def explain_command(invocation: Invocation, name: str, form: str, output: str | None) -> int:
    """Prints what is known of the name, or of the output on standard input. 1 when an output holds nothing known."""
    if form not in FORMATS:
        raise UsageError(f"--format is {form!r}, but must be one of {', '.join(FORMATS)}")
    if name == "-":
        return explain_output(invocation, form, output)
    rule = next((rule for rule in rules() if rule.name == name), None)
    write(page(rule, form) if rule else explain_name(facts_of(invocation), name, form, output), output)
    return 0


def explain_name(facts: Facts, name: str, form: str, output: str | None) -> str:
    """What the name is, here and in general. UsageError with the nearest names if it is nothing."""
    from doctor.explain.names import meanings
    from doctor.reports import explain as report

    found = meanings(name, facts)
    if not found:
        raise UsageError(unknown(name, facts))
    return report.names_json(name, found) if form == "json" else report.names_text(found, style(output))


def explain_output(invocation: Invocation, form: str, output: str | None) -> int:
    """What an output of pytest means, with the findings that are its cause in this project."""
    from doctor.commands.diagnose import diagnose
    from doctor.explain.causes import causes
    from doctor.explain.messages import recognise
    from doctor.reports import explain as report
    from doctor.settings import Settings

    if sys.stdin.isatty():
        print(
            "reading pytest's output; end it with Ctrl-D, or call: pytest 2>&1 | pytest-doctor explain -",
            file=sys.stderr,
        )
    said = recognise(sys.stdin.buffer.read(MOST).decode(errors="replace"))
    if not said:
        raise UsageError(
            "nothing in this output is an error text of pytest that is known; try `pytest-doctor diagnose`"
        )
    facts = facts_of(invocation)
    examined = diagnose(facts, Settings(fail_on="never"))
    rows = [report.Explained(each, causes(each, examined.findings), subjects(each, facts)) for each in said]
    text = report.output_json(rows, examined) if form == "json" else report.output_text(rows, examined, style(output))
    write(text, output)
    return 0


def subjects(said: Recognised, facts: Facts) -> tuple[Meaning, ...]:
    """What the names in a text of pytest are, and whether they are here."""
    from doctor.explain.names import status

    return tuple(meaning for kind, name in said.subjects for meaning in status(kind, name, facts))


def unknown(name: str, facts: Facts) -> str:
    """That nothing has this name, and which names are near."""
    import difflib

    plugins = (*facts.get("plugins"), *facts.get("knowledge").plugins)
    known = {rule.name for rule in rules()}
    for each in plugins:
        provided = each.provided
        known |= {word for option in provided.options for word in option.names}
        known |= {thing.name for thing in (*provided.ini, *provided.markers, *provided.fixtures)}
        known.add(each.distribution)
    near = difflib.get_close_matches(name, sorted(known), 3, 0.6)
    hint = (
        f"; did you mean {', '.join(near)}?"
        if near
        else "; `pytest-doctor rules` and `pytest-doctor plugins --all` list names"
    )
    return f"nothing is known by the name {name!r}{hint}"


def page(rule: Rule, form: str = "text") -> str:
    """The rule's docstring under a head line."""
    if form == "json":
        from json import dumps

        facts = {"name": rule.name, "topic": rule.topic, "severity": rule.severity.word, "since": rule.since}
        return dumps({"schema": 1, **facts, "title": rule.title, "page": rule.page}, indent=2) + "\n"
    head = f"{rule.name} ({rule.severity.word}, {rule.topic}, since {rule.since})"
    return f"{head}\n{'=' * len(head)}\n\n{rule.page}\n"
