"""A variable of a Makefile does not come to pytest.

## Why

The variables of a Makefile are make's own: what is not exported is not in the environment of the commands, so
`PYTEST_ADDOPTS ?= -x` does nothing. And make takes one letter behind a `$`: `pytest $ARGS` is `$(A)`, which is nothing,
and the word `RGS`, which pytest takes for a path.

See https://www.gnu.org/software/make/manual/html_node/Environment.html,
https://www.gnu.org/software/make/manual/html_node/Reference.html and
https://github.com/theforeman/foreman-ansible-modules/pull/1788.

## Instead

`export PYTEST_ADDOPTS ?= -x`, and `pytest $(ARGS)`.

## Fix safety

pytest is called in another way than before, which may run other tests: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls) -> Iterator[Problem]:
    for word in dict.fromkeys(word for call in calls.calls for word in call.kept_back):
        yield of_one_letter(word) if word.text.startswith("$") else not_exported(word)


def of_one_letter(word: Word) -> Problem:
    first, rest = word.text[1], word.text[2:]
    return Problem(
        place=word.place,
        message=f"make takes '{word.text}' for $({first}) and the word '{rest}'",
        label=f"$({first}), and '{rest}'",
        consequence=f"pytest gets '{rest}' in place of what the variable holds, and stops where that is no path",
        help=f"write $({word.text[1:]}), or ${word.text} for a variable of the shell",
        fix=Fix(f"write $({word.text[1:]})", (Replace(word.place, f"$({word.text[1:]})"),)),
    )


def not_exported(word: Word) -> Problem:
    return Problem(
        place=word.place,
        message=f"{word.text} is set for make alone, and not for the commands that it runs",
        label="not exported",
        consequence=f"pytest does not see it, unless {word.text} is set outside of make, too",
        help=f"write 'export {word.text}'",
        fix=Fix(f"export {word.text}", (Replace(word.place, f"export {word.text}"),)),
    )
