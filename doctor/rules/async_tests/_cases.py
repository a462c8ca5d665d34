"""Classes whose tests `unittest.TestCase` itself calls, without awaiting what they give back."""

from __future__ import annotations

from doctor.model.fixes import Fix, Replace
from doctor.rules.classes import Found, World
from doctor.rules.decorators import are_harmless
from doctor.rules.spelling import spelled

PLAIN = frozenset({"unittest.TestCase", "unittest.case.TestCase"})
RUNS_ITSELF = frozenset({"run", "__call__", "_callTestMethod", "__init_subclass__", "__getattribute__"})


def drops_coroutines(klass: Found, world: World) -> bool:
    """Is `unittest.TestCase` the only base that is not the project's own, and nothing done to how tests are called?"""
    strangers = set(world.strangers(klass))
    own = [each for each in world.lineage(klass) if isinstance(each, Found)]
    return (
        bool(strangers)
        and strangers <= PLAIN
        and not any(RUNS_ITSELF & set(each.klass.methods) for each in own)
        and not any(each.klass.keywords for each in own)
        and all(are_harmless(each.klass.decorators, each.file) for each in own)
    )


def rebased(klass: Found) -> Fix | None:
    """Another base, where the class itself names it."""
    base = next((each for each in klass.klass.bases if each.value in PLAIN), None)
    if base is None:
        return None
    text, imports = spelled(klass.file, "unittest.IsolatedAsyncioTestCase")
    return Fix(f"derive '{klass.klass.name}' from {text}", (*imports, Replace(base.place, text)))
