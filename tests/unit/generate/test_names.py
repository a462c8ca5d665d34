"""The names that profiles may use are told to those who write one."""

from __future__ import annotations

from pathlib import Path

from doctor import resources
from doctor.facts.profiles import KEYS
from doctor.facts.providers import facts_of
from doctor.generate.names import names_of
from doctor.model.invocation import Invocation


def test_every_name_is_told(tmp_path: Path) -> None:
    facts = facts_of(Invocation(str(tmp_path), variables={}, use_cache=False))
    profile = facts.get("profiles").get("default")
    told = (resources.profiles() / "README.md").read_text(encoding="utf-8")
    names = {*names_of(facts, profile, {}), *KEYS} - {"numbers", "keys", "options", "blocks"}
    assert [name for name in sorted(names) if f"`{name}`" not in told] == []
