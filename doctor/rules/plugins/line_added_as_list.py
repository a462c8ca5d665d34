"""`addinivalue_line` is given a list, where it takes one line.

## Why

`config.addinivalue_line("markers", […])` puts the whole list as one item among the lines of the key. Nothing complains
there; whoever reads the lines ends with `AttributeError: 'list' object has no attribute 'split'`, for markers at the
next mark that pytest looks up.

See https://docs.pytest.org/en/stable/reference/reference.html#pytest.Config.addinivalue_line.

## Instead

One call for each line.

## Fix safety

Each string of the list gets a call of its own. The lines come into force, so it is not done unasked.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.config import PytestConfig
from doctor.model.findings import Problem, Severity
from doctor.model.fixes import Fix, Replace
from doctor.model.rewrites import AddBehind
from doctor.model.sources import Call, Sources
from doctor.rules.cures import literal
from doctor.rules.plugins._loaded import loaded
from doctor.rules.registry import rule


@rule(severity=Severity.ERROR, since="0.1")
def check(sources: Sources, config: PytestConfig) -> Iterator[Problem]:
    for file in loaded(sources, config):
        for call in file.calls:
            holder, _, method = call.name.rpartition(".")
            line = call.expr.argument(1, "line") if method == "addinivalue_line" and holder.endswith("config") else None
            if line is not None and line.kind in ("list", "tuple", "set"):
                key = call.expr.argument(0, "name")
                yield Problem(
                    place=line.place,
                    message=f"addinivalue_line is given a {line.kind}, where it takes one line",
                    label="one line, not several",
                    consequence=f"pytest fails: AttributeError: '{line.kind}' object has no attribute 'split'",
                    help="call it once for each line",
                    fix=parted(call, holder, key.text if key else None),
                )


def parted(call: Call, holder: str, key: str | None) -> Fix | None:
    line = call.expr.argument(1, "line")
    texts = [part.text for part in line.parts] if line else []
    if not line or not texts or key is None or None in texts or not call.is_statement:
        return None
    first, *others = [literal(text or "") for text in texts]
    more = tuple(
        AddBehind(call.place, f"{holder}.addinivalue_line({literal(key)}, {text})") for text in reversed(others)
    )
    return Fix("call it once for each line", (Replace(line.place, first), *more))
