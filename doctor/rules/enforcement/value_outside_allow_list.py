"""A test uses a value that is not on the project's own list.

## Why

Some names may stand for a few things only: the models that the test service has, the regions of the test account. A
test with another value fails wherever it really runs, or costs more than it should. Only the project knows the list.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html.

## Instead

```toml
[tool.pytest-doctor.enforce.values]
model = ["qwen3*", "llama3.2:1b"]
```

Looked at is what test files and conftests give to the name as a text: `model="…"`, `model = "…"`, `{"model": "…"}`,
`setenv("model", "…")`. The values are globs.

## Fix safety

There is no fix: which value is meant cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from doctor.model.enforced import Enforced
from doctor.model.findings import Problem, Related, Severity
from doctor.rules.phrases import listing, nearest
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(enforced: Enforced) -> Iterator[Problem]:
    allowed = dict(enforced.values)
    for said in enforced.said:
        globs = allowed.get(said.name, ())
        if enforced.place and not any(fnmatchcase(said.value, glob) for glob in globs):
            near = nearest(said.value, globs)
            yield Problem(
                place=said.place,
                message=f"'{said.value}' is no value of '{said.name}' that this project allows",
                label="not on the list",
                related=(Related(enforced.place, "the list"),),
                help=(f"did you mean '{near}'? " if near else "") + f"allowed are {listing(globs)}",
            )
