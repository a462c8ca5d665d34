"""doctor/knowledge/{conflicts,changes}.json: the TOML tables that people edit, in a form that loads fast."""

from __future__ import annotations

import json

from doctor.resources import knowledge

TABLES = ("conflicts", "changes")


def build() -> None:
    for name in TABLES:
        knowledge(f"{name}.json").write_text(compiled(name), encoding="utf-8")


def compiled(name: str) -> str:
    """The table as JSON, an entry on each line."""
    try:
        import tomllib
    except ImportError:  # Python 3.10
        import tomli as tomllib  # type: ignore[no-redef]
    entries = tomllib.loads(knowledge(f"{name}.toml").read_text(encoding="utf-8"))[name[:-1]]
    return (
        "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries) + "\n]\n"
    )
