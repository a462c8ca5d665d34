"""A file for each live process, for whoever starts pytest: it stays when the process was not stopped cleanly."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from pytest_guard.processes.holders import create_time, end_marked


class PidFile:
    """`<name>-<pid>.json` with the keys name, pid, started, port, nodeid, create_time, owner, owner_create_time, mark.

    When the process dies by itself, exit_code and died are added; when some of it could not be killed, left.
    """

    def __init__(self, folder: Path, about: dict[str, Any]) -> None:
        self.path = folder / f"{about['name']}-{about['pid']}.json"
        owner = os.getpid()
        self.about = {**about, "owner": owner, "owner_create_time": create_time(owner)}
        self.write()

    def write(self, **more: Any) -> None:
        """Adds keys. A folder that cannot be written is no reason to fail a test."""
        self.about |= more
        draft = self.path.with_suffix(".new")
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_text(json.dumps(self.about), encoding="utf-8")
            draft.replace(self.path)

    def remove(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


def own_folder(rootdir: Path) -> Path:
    """Where pid files of a project go when nobody says where.

    Raises:
        OSError: there is no such place.
    """
    import hashlib

    from pytest_guard import claims

    return claims.home() / "live" / hashlib.sha256(str(rootdir).encode()).hexdigest()[:16]


def end_left_over(folder: Path, seconds: float = 5.0) -> list[str]:
    """Ends what killed runs left, where supervisor and pytest were killed both; says of each what it was."""
    said = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            about = json.loads(path.read_text(encoding="utf-8"))
            if create_time(about["owner"]) == about["owner_create_time"]:
                continue
            found, left = end_marked(about["mark"], seconds)
            if found:
                what = f"could not be killed (pid {', '.join(map(str, left))})" if left else "was killed now"
                said.append(f"live process '{about['name']}' (pid {about['pid']}) of an earlier run {what}")
            if not left:
                path.unlink()
    return said
