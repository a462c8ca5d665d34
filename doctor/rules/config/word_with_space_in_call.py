"""A call of pytest has an option and its value in one word.

## Why

The list of a Dockerfile's CMD and the arguments of nox's `session.run` are words: nothing splits them. `"--maxfail 1"`
is a path that is not there, `"-n auto"` the option -n with the value " auto", and the quotes of `"-m 'not slow'"` are a
part of the expression. In the list `environment:` of a compose
file, and in `set_env` of tox, quotes are a part of the value: `PYTEST_ADDOPTS="-q -x"` is one word for pytest.

See https://docs.docker.com/reference/dockerfile/#shell-and-exec-form and
https://nox.thea.codes/en/stable/config.html#nox.sessions.Session.run.

## Instead

Write each word as an item of its own, or join option and value with `=`.

## Fix safety

Safe: pytest stops at such a word, or takes it for another value than the one that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.rules.config._items import EXPRESSIONS, QUOTES, effect_of
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, plugins: Plugins) -> Iterator[Problem]:
    for call in (*calls.calls, *calls.variables):
        is_call = call in calls.calls
        for word in call.words:
            text = word.text
            if text.startswith("-") and len(text.split()) > 1 and (effect := effect_of(text) or of_quotes(text)):
                option, value = text.split(maxsplit=1)
                value = value.strip(QUOTES) if of_quotes(text) else value
                yield Problem(
                    place=word.place,
                    message=f"pytest is called here with '{text}' as one word"
                    if is_call
                    else f"PYTEST_ADDOPTS is set here to {word.text!r} with its quotes, which make it one word",
                    label="one word",
                    consequence=effect,
                    help=f'write "{option}", "{value}"' if is_call else "take the quotes out",
                    fix=joined(word, option, value, plugins) if is_call else None,
                )


def of_quotes(text: str) -> str:
    """What pytest makes of an expression whose quotes no shell has taken off."""
    option, value = text[:2], text[2:].strip()
    is_quoted = option in EXPRESSIONS and value[0] in QUOTES and value[-1] == value[0]
    return f"pytest stops: Wrong expression passed to '{option}': {value}" if is_quoted else ""


def joined(word: Word, option: str, value: str, plugins: Plugins) -> Fix | None:
    """Option and value as one word that argparse takes apart."""
    place = word.place
    takes_value = option.startswith("--") or option in plugins.valued
    if place.end_column - place.column != len(word.text) or not takes_value or " " in value:
        return None
    text = f"{option}={value}" if option.startswith("--") else f"{option}{value}"
    return Fix(f"write '{text}'", (Replace(place, text),), safe=True)
