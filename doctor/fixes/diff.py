"""What would be changed, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterable

from doctor.model.fixes import FileChange

NO_END = "\\ No newline at end of file\n"


def unified(changes: Iterable[FileChange]) -> str:
    """The diff of all files, as `git apply` takes it; line ends that are no LF are part of the lines."""
    return "".join(one(change) for change in sorted(changes, key=lambda change: change.file))


def one(change: FileChange) -> str:
    """The diff of one file."""
    from difflib import unified_diff

    old, new = lines(change.before), lines(change.after)
    before = f"a/{change.file}" if change.before is not None else "/dev/null"
    after = f"b/{change.file}" if change.after is not None else "/dev/null"
    found = unified_diff(old, new, before, after)
    text = "".join(line if line.endswith("\n") else f"{line}\n{NO_END}" for line in found)
    return text or f"--- {before}\n+++ {after}\n"


def lines(data: bytes | None) -> list[str]:
    """The lines; bytes that are no UTF-8 are shown as such."""
    text = (data or b"").decode("utf-8", errors="backslashreplace")
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([text.split("\n")[-1]] if text.split("\n")[-1] else [])
