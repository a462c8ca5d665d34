"""`pytest-doctor schema NAME`: a published JSON Schema."""

from __future__ import annotations

from doctor.commands.call import write
from doctor.errors import UsageError
from doctor.resources import schemas


def schema_command(name: str, output: str | None) -> int:
    """Prints the schema. UsageError for a name that is none."""
    known = schemas()
    if name not in known:
        raise UsageError(f"there is no schema {name!r}; there are {', '.join(known)}")
    write(known[name].read_text(encoding="utf-8"), output)
    return 0
