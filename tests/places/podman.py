"""Real containers over the machine's own files, and an engine that answers Docker's client."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.command import Done
from tests.environments import HOME
from tests.places import DROP, Place, run, tried, variables

ROOT = Path(__file__).resolve().parent.parent.parent
PODMAN = ("podman", "--runtime", "runc")
# Limits that rootless and nested machines allow, and the machine's root as the image, with an overlay for what is
# written: nothing is pulled.
RUN = (*PODMAN, "run", "--rm", "--ulimit", "nofile=20000:20000", "--ulimit", "nproc=4096:4096", "--timeout", "100")
KEPT = ("PATH", "LANG", "NO_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE")


@cache
def missing() -> str:
    """Why there are no containers here, "" where there are."""
    return tried(*RUN, "--network=none", "--memory=64m", "--rootfs", "/:O", "true")


class Container(Place):
    """A place whose variables and folder have to be said to podman."""

    def run(self, *words: object, cwd: Path, **env: str) -> Done:
        given = {**{name: value for name, value in variables().items() if name in KEPT}, **env}
        options = [f"--env={name}={value}" for name, value in given.items()]
        call = [*RUN, *self.prefix, *options, f"--workdir={cwd}", *_mounts(cwd), "--rootfs", "/:O"]
        return run([*call, *map(str, words)], cwd, variables())


def container(*options: str) -> Container:
    """A container with these options of `podman run`, such as `--memory=256m`; without network unless they say."""
    network = () if any(option.startswith("--network") for option in options) else ("--network=none",)
    return Container("container", (*network, *options), missing())


def _mounts(cwd: Path) -> list[str]:
    """What may lie on another disk than the root: the folder, the interpreter, the checkout and the environments."""
    read_only = {str(path) for path in (Path(sys.prefix), Path(sys.base_prefix), ROOT, HOME) if path.exists()}
    return [f"--volume={cwd}:{cwd}", *(f"--volume={path}:{path}:ro" for path in sorted(read_only - {"/", "/usr"}))]


def refusing_sockets(folder: Path) -> Path:
    """A seccomp profile for `--security-opt seccomp=FILE` by which sockets cannot be made."""
    refused = {"names": ["socket", "bind"], "action": "SCMP_ACT_ERRNO", "errnoRet": 1}
    file = folder / "refuse-sockets.json"
    file.write_text(json.dumps({"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [refused]}), encoding="utf-8")
    return file


@contextmanager
def engine(folder: Path) -> Iterator[str]:
    """Podman's service, which speaks Docker's protocol; yields what DOCKER_HOST has to be."""
    socket = folder / "engine.sock"
    words = [*PODMAN, "system", "service", "--time", "0", f"unix://{socket}"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(DROP)}
    with subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as service:
        try:
            for _ in range(100):
                if socket.exists():
                    break
                time.sleep(0.1)
            yield f"unix://{socket}"
        finally:
            service.terminate()
