"""An option and its value stand with blanks around `=`.

## Why

`--cov-config = .coveragerc` is three words: the value is `=`, and the file is taken for a path with tests. In the
configuration file itself blanks around `=` do no harm, which is why it looks right.

See https://docs.python.org/3/library/argparse.html#option-value-syntax.

## Instead

`--cov-config=.coveragerc`, or the two words without `=`.

## Fix safety

Safe: as it stands, the value is `=`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doctor.model.calls import Calls
from doctor.model.config import PytestConfig, Source
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.places import Word
from doctor.rules.cures import may_edit
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(config: PytestConfig, calls: Calls) -> Iterator[Problem]:
    own = [Word(each.text, each.place) for each in config.arguments]
    for found in torn(own):
        is_own = any(each.place == found[0].place and each.source is Source.ADDOPTS for each in config.arguments)
        setting = config.setting("addopts")
        is_text = bool(setting and isinstance(setting.value, str))
        yield problem(found).replace(fix=joined(found) if is_own and is_text else None)
    for call in (*calls.calls, *calls.variables):
        for found in torn(call.words):
            yield problem(found).replace(severity=Severity.WARNING)


def torn(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The option, `=` and the value."""
    for at in range(1, len(words) - 1):
        if words[at].text == "=" and words[at - 1].text.startswith("--") and "=" not in words[at - 1].text:
            yield words[at - 1 : at + 2]


def problem(words: Sequence[Word]) -> Problem:
    option, _, value = words
    return Problem(
        place=option.place,
        message=f"'{option.text} = {value.text}' is three words: '=' is the value of {option.text}",
        label="blanks around =",
        consequence=f"'{value.text}' is taken for a path: ERROR: file or directory not found",
        help=f"write {option.text}={value.text}",
    )


def joined(words: Sequence[Word]) -> Fix | None:
    first, last = words[0].place, words[2].place
    if first.line != last.line or not may_edit(first):
        return None
    text = f"{words[0].text}={words[2].text}"
    return Fix(f"write '{text}'", (Replace(first.replace(end_column=last.end_column), text),), safe=True)
