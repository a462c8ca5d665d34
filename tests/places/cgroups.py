"""A control group of our own with a memory limit: what a container's limit is, without the container."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.places import Place

ENTER = ("sh", "-c", 'echo $$ > "$0"/cgroup.procs && exec "$@"')
TOP = Path("/sys/fs/cgroup")
FILES = {TOP / "memory": "memory.limit_in_bytes", TOP: "memory.max"}  # version 1, version 2


@contextmanager
def limited(megabytes: int) -> Iterator[Place]:
    """A place in which memory ends after so many megabytes."""
    name = f"{megabytes} MB of memory"
    parent = next((each for each in FILES if (each / "cgroup.procs").exists()), None)
    folder = (parent or TOP) / f"doctor-test-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        folder.mkdir()
        (folder / FILES[parent or TOP]).write_text(str(megabytes * 1024 * 1024), encoding="ascii")
    except OSError as error:
        yield Place(name, missing=f"no control group can be made: {error}")
    else:
        yield Place(name, (*ENTER, str(folder)))
    finally:
        with suppress(OSError):
            folder.rmdir()
