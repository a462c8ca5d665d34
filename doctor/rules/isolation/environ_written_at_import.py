"""A test module sets an environment variable while it is imported.

## Why

pytest imports all test modules before the first test runs. What one of them sets at its top level holds for the tests
of all others, too, and is missing when only one of the others is run. Where two modules set the same variable, the one
that is imported last wins, for the tests of both.

## Instead

A fixture, for the tests that need it:

```python
@pytest.fixture(autouse=True)
def region(monkeypatch):
    monkeypatch.setenv("REGION", "eu")
```

What the whole run needs before the first import of the project belongs in `conftest.py`, which is imported first
whichever tests are run (https://docs.pytest.org/en/stable/how-to/fixtures.html,
https://github.com/astral-sh/ruff/issues/22158).

It is a note only where an import follows that may need the variable, and for variables that tune a library.

## Fix safety

There is no fix: whether the tests of other modules have come to rely on the variable cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.findings import Problem, Related, Severity
from doctor.model.record import Record
from doctor.model.sources import SourceFile, Sources
from doctor.model.touches import Touch
from doctor.rules.isolation._imports import at_import, by_item
from doctor.rules.registry import rule

# Of libraries, which read them once, or that keep tests off the network; wherever they are set, they are meant for all.
TUNING = (
    *("AWS_", "CUDA", "COLUMNS", "COVERAGE", "DASK_", "DISPLAY", "DJANGO_", "EVENTLET_", "FORCE_COLOR", "GRPC_", "HF_"),
    *("JAVA_", "JAX_", "KERAS_", "KIVY_", "LANG", "LC_", "LINES", "MKL_", "MPL", "NO_COLOR", "NUMBA_", "OMP_"),
    *("OPENBLAS_", "OPENCV_", "PY", "QT_", "RAY_", "SDL_", "SPARK_", "SQLALCHEMY_", "TERM", "TF_", "TOKENIZERS_"),
    *("TORCH", "TRANSFORMERS_", "TZ", "WANDB_", "XLA_"),
)


class Written(Record):
    """A variable that modules set while they are imported: the place that speaks for it, and the others; `rival` is a
    module that sets another value."""

    name: str
    file: SourceFile
    touch: Touch
    others: tuple[Touch, ...]
    rival: SourceFile | None


@rule(severity=Severity.WARNING, since="0.1")
def check(sources: Sources) -> Iterator[Problem]:
    if not any(file.collected and file.touches for file in sources):
        return
    groups: dict[tuple[str, Severity], list[Written]] = {}  # what one file sets is one finding
    for name, found in by_item(at_import(sources, "os.environ")).items():
        if name and name != "?":
            each = written(name.strip("<>"), found)
            key = (each.name if each.rival else f"{each.file.path}:", severity(each, sources))
            groups.setdefault(key, []).append(each)
    for (_, level), group in groups.items():
        yield problem(group, level)


def written(name: str, found: list[tuple[SourceFile, Touch]]) -> Written:
    file, touch = max(found, key=lambda each: (each[1].how == "set", not is_before_import(*each)))
    others = [each for each in found if each[1] is not touch]
    rival = next((there for there, other in others if there is not file and differ(touch, other)), None)
    return Written(name, file, touch, tuple(other for _, other in others), rival)


def severity(each: Written, sources: Sources) -> Severity:
    alone = sum(file.collected for file in sources) < 2
    is_mild = each.touch.how == "default" or alone or is_before_import(each.file, each.touch)
    return Severity.NOTE if not each.rival and (is_mild or each.name.startswith(TUNING)) else Severity.WARNING


def problem(group: list[Written], level: Severity) -> Problem:
    first = group[0]
    names = ", ".join(each.name for each in group[:3]) + (", …" if len(group) > 3 else "")
    says = f", and {first.rival.path} sets another value" if first.rival else ""
    places = [other for each in group for other in ((each.touch,) if each is not first else ()) + each.others]
    return Problem(
        place=first.touch.place,
        message=f"{first.file.path} sets {names} in os.environ while it is imported{says}",
        label="set for the tests of all modules",
        related=tuple(Related(each.place, "set here, too") for each in places),
        consequence="the module that is imported last wins, for the tests of all modules"
        if first.rival
        else f"{'it holds' if len(group) == 1 else 'they hold'} for the tests of all modules, and "
        f"{'is' if len(group) == 1 else 'are'} missing when they are run without this one",
        help=f'set {"it" if len(group) == 1 else "them"} in a fixture with `monkeypatch.setenv("{first.name}", …)`, '
        "or for the whole run in conftest.py",
        severity=level,
    )


def differ(one: Touch, other: Touch) -> bool:
    """Do both set a constant, and not the same one?"""
    first, second = one.value, other.value
    if not first or not second or (one.how, other.how) != ("set", "set"):
        return False
    return first.kind == second.kind == "constant" and first.value != second.value


def is_before_import(file: SourceFile, touch: Touch) -> bool:
    """Does an import at the top level follow, which may be what the variable is set for?"""
    return any(touch.place < each.place and each.guarded not in ("function", "type-checking") for each in file.imports)
