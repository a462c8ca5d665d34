"""Files that set variables of the environment, and do not say which."""

from __future__ import annotations

from doctor.model.sources import SourceFile


def sets_unknown(file: SourceFile, at_import: bool = False) -> bool:
    """Does it set variables whose names cannot be told, anywhere or while it is imported?"""
    touched = [each for each in file.touches if each.state == "os.environ" and each.how not in ("gone", "read")]
    items = [each.item for each in touched if not (at_import and each.within)]
    return any(item in ("", "?") or item.startswith("<") for item in items)


def patches_at_import(file: SourceFile) -> bool:
    """Does it import something within `with patch.dict(os.environ, …):`?"""
    return any(call.name.endswith("patch.dict") and not call.within for call in file.calls)
