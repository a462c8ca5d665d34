"""A comment tells pytest-doctor to ignore something, and does not say which rule.

## Why

A bare `ignore` would hide whatever is found there later, too. So it hides nothing, and the finding that it was meant
for is still shown. The same holds for a comment that is misspelt.

See https://docs.astral.sh/ruff/linter/#error-suppression.

## Instead

Name the rules between brackets, and say why behind them:

```python
@pytest.mark.asyncio  # pytest-doctor: ignore[unknown-marker] registered by our runner
```

`# pytest-doctor: ignore-file[rule]` on a line of its own holds for the whole file. In pytest.ini, tox.ini and setup.cfg
the comment needs a line of its own, above the one it is about: pytest takes one behind a value for a part of it.

## Fix safety

None: only its author knows which rule was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Severity
from doctor.model.ignores import Ignores
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(ignores: Ignores) -> Iterator[Problem]:
    for ignore in ignores.all:
        if ignore.fault:
            yield Problem(
                ignore.place,
                f"this comment ignores nothing: {ignore.fault}",
                label="ignores nothing",
                help="write `# pytest-doctor: ignore[rule] reason`, with the rule's name as the report prints it",
            )
