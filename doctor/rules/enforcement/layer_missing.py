"""Something that the project wants to be in place is not there.

## Why

A suite stays healthy when what keeps it so cannot be forgotten: a hook before each commit, a step in CI, a guard in the
run. `[tool.pytest-doctor.enforce]` says which of these the project wants, and the doctor says which is missing. Nothing
is wanted where the settings say nothing.

See https://docs.pytest.org/en/stable/explanation/goodpractices.html.

## Instead

```toml
[tool.pytest-doctor.enforce]
layers = ["pre-commit", "ci", "generated", "guard"]
documents = ["docs/testing.md"]
```

`pre-commit` wants a hook that calls pytest-doctor, `ci` a step that does, `generated` a configuration that
`pytest-doctor generate` writes, `guard` the plugin pytest-guard, installed and active; `documents` are files that have
to be there. `pytest-doctor generate --with pre-commit` and the like write what is missing.

## Fix safety

There is no fix: what is missing is written by `pytest-doctor init` and `generate`, which show it first.
"""

from __future__ import annotations

from collections.abc import Iterator

from doctor.model.enforced import Enforced
from doctor.model.environment import Distributions
from doctor.model.findings import Problem, Severity
from doctor.model.places import Place
from doctor.model.plugins import Plugins
from doctor.rules.registry import rule

WORDS = {
    "pre-commit": ("no hook calls pytest-doctor", "write the hook: `pytest-doctor init`"),
    "ci": ("no CI step calls pytest-doctor", "write the step: `pytest-doctor init`"),
    "generated": ("no configuration is generated", "write one: `pytest-doctor generate --profile default`"),
}


@rule(severity=Severity.WARNING, since="0.1")
def check(enforced: Enforced, plugins: Plugins, distributions: Distributions) -> Iterator[Problem]:
    if enforced.place is None:
        return
    for layer in enforced.layers:
        if layer in WORDS and layer not in enforced.present:
            what, cure = WORDS[layer]
            yield missing(enforced.place, f"layer '{layer}'", what, cure)
    if "guard" in enforced.layers and distributions.complete and not has_guard(plugins):
        yield missing(
            enforced.place, "layer 'guard'", "pytest-guard is not active", "install pytest-guard beside pytest"
        )
    for document in enforced.missing:
        yield missing(enforced.place, f"document '{document}'", "there is no such file", f"write {document}")


def has_guard(plugins: Plugins) -> bool:
    return any(plugin.module.partition(".")[0] == "pytest_guard" for plugin in plugins.active)


def missing(place: Place, name: str, what: str, cure: str) -> Problem:
    return Problem(
        place=place,
        message=f"{name} is wanted, and {what}",
        consequence="what it would keep out comes in unseen",
        help=cure,
    )
