"""The expression of `-m` or `-k` cannot be read.

## Why

An expression is made of names, `and`, `or`, `not` and parentheses. Commas and the signs of other languages are none of
it: pytest stops with `Wrong expression passed to '-m'` (exit code 4). Calls in the files of CI, make, tox, nox and
Docker are read, too.

See https://docs.pytest.org/en/stable/how-to/usage.html#specifying-which-tests-to-run.

## Instead

`-m "slow or net"` for tests that have one of these marks, `-m "slow and not net"` for those with one and without the
other.

## Fix safety

`&`, `|` and `!` are written as words, a comma as `or`: other tests may be meant, so it is not done unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.config import CommandLine, GivenOption, PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix
from doctor.model.places import Word
from doctor.model.plugins import Plugins
from doctor.rules.cures import value_replaced
from doctor.rules.registry import rule

TOKEN = re.compile(r"\s*(?:(?P<sign>[()=])|(?P<name>[\w:+\-.\[\]\\/]+)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<odd>\S))")
NAMES = ("-m", "-k")
WORDS = ("and", "or", "not")
SIGNS = {
    r"\s*(?:&&|&)\s*": " and ",
    r"\s*(?:\|\||\||,)\s*": " or ",
    r"!\s*": "not ",
    r"\bAND\b": "and",
    r"\bOR\b": "or",
    r"\bNOT\b": "not",
}


@rule(severity=Severity.ERROR, since="0.1")
def check(command_line: CommandLine, config: PytestConfig, calls: Calls, plugins: Plugins) -> Iterator[Problem]:
    for name in NAMES:
        option = command_line.last(name)
        if option is None or not option.value or is_told(option.value):
            continue
        if why := fault(option.value):
            yield problem(name, Word(option.value, option.place), why).replace(fix=fix(option, option.value, config))
    for call in calls.calls:
        for each in call.given(plugins.valued) if any(word.text in NAMES for word in call.words) else ():
            text = each.value.text.strip() if each.value and each.name in NAMES else ""
            if each.value and text not in WORDS and not is_quoted(text) and (why := fault(text)):
                yield problem(each.name, each.value, why).replace(severity=Severity.WARNING)


def is_told(text: str) -> bool:
    """One that the shell has cut is another rule's (expression-not-quoted)."""
    return is_quoted(text) or text.split()[-1] in WORDS


def is_quoted(text: str) -> bool:
    """Quotes around it are another rule's (addopts-item-quoted). What a variable is to fill in is not known."""
    return text[:1] in ("'", '"') or "$" in text or "{" in text


def fault(text: str) -> str:
    """What is wrong with it, "" for what pytest can read, or what only some versions can."""
    is_open, depth = True, 0  # is a name to come?
    for found in TOKEN.finditer(text):
        sign, name, odd = found["sign"], found["name"], found["odd"]
        if odd:
            return f"has a '{odd}'"
        if sign == "=" or found["text"] or (sign == "(" and not is_open):
            return ""  # `mark(argument=1)` of pytest 8.3
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if is_open or depth < 0:
                return "has a ')' too much"
        elif name in ("and", "or"):
            if is_open:
                return f"has an '{name}' with nothing before it"
            is_open = True
        elif not is_open:
            return f"has no 'and' or 'or' before '{name}'"
        else:
            is_open = name == "not"
    if is_open and text.strip():
        return f"ends with '{text.split()[-1]}'"
    return "has a '(' that is not closed" if depth else ""


def problem(name: str, word: Word, why: str) -> Problem:
    text = word.text
    right = rewritten(text)
    return Problem(
        place=word.place,
        message=f"pytest cannot read the expression of '{name} {text}': it {why}",
        label="no expression",
        consequence=f"pytest stops: Wrong expression passed to '{name}': {text}",
        help=f"write {name} '{right}'" if right else "join names by 'and', 'or' and 'not'",
    )


def fix(option: GivenOption, text: str, config: PytestConfig) -> Fix | None:
    right = rewritten(text)
    return value_replaced(option, right, config) if right else None


def rewritten(text: str) -> str:
    """The same with words for signs, "" where that cannot be read either."""
    for pattern, word in SIGNS.items():
        text = re.sub(pattern, word, text)
    return "" if fault(text.strip()) else text.strip()
