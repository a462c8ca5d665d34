"""make does not call pytest, for there is a file or folder with the name of the target.

## Why

A target of make is a file to be made. Where there is a folder `tests`, and the target `tests` needs nothing, make says
`'tests' is up to date` and runs nothing: exit code 0. `.PHONY: tests` tells it that no file is meant.

See https://www.gnu.org/software/make/manual/html_node/Phony-Targets.html and
https://github.com/upbound/build/pull/21.

## Instead

```make
.PHONY: tests
tests:
        pytest
```

## Fix safety

The line makes the tests run, which may fail: it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.calls import Calls
from doctor.model.environment import Tree
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, InsertLine
from doctor.rules.registry import rule


@rule(severity=Severity.WARNING, since="0.1")
def check(calls: Calls, tree: Tree) -> Iterator[Problem]:
    for target in dict.fromkeys(call.target for call in calls.calls):
        if target and (tree.is_folder(target.text) or tree.has(target.text)):
            line = f".PHONY: {target.text}"
            yield Problem(
                place=target.place,
                message=f"the target '{target.text}' calls pytest, and there is a "
                f"{'folder' if tree.is_folder(target.text) else 'file'} of that name",
                label="not phony",
                consequence=f"pytest is not called: make: '{target.text}' is up to date.",
                help=f"write '{line}' above it",
                fix=Fix(f"write '{line}'", (InsertLine(target.place, line),)),
            )
