"""Are we in a container, which limits hold, which engine could be reached: files and variables tell."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from doctor.facts.cgroups import limits
from doctor.facts.metadata import read_text
from doctor.facts.pythons import exists
from doctor.model.environment import Container
from doctor.model.invocation import Invocation

Clue = tuple[str, str]  # what it speaks for, what was seen
_LIMIT = 1024 * 1024


def container(invocation: Invocation, *, root: Path = Path("/")) -> Container:
    """`root` is the machine's; tests give a recorded one. No engine is contacted: its socket is there or not."""
    kind, evidence = next(_clues(root, invocation.variables), (None, ""))
    engine, engine_evidence = _engine(root, invocation.variables)
    return Container(kind, evidence, engine, engine_evidence, limits(root))


def _clues(root: Path, variables: Mapping[str, str]) -> Iterator[Clue]:
    """The surest first: a pod's container has Docker's file, too."""
    if variables.get("KUBERNETES_SERVICE_HOST"):
        yield "kubernetes", "KUBERNETES_SERVICE_HOST"
    for file, kind in (
        ("var/run/secrets/kubernetes.io/serviceaccount", "kubernetes"),
        ("run/.containerenv", "podman"),
        (".dockerenv", "docker"),
    ):
        if exists(root / file):
            yield kind, f"/{file}"
    if named := variables.get("container"):
        yield _kind(named), f"container={named}"
    if named := read_text(root / "run/systemd/container", 100).strip():
        yield _kind(named), "/run/systemd/container"
    yield from _of_cgroups(root)
    yield from _of_root_mount(root)


def _kind(named: str) -> str:
    return named if named in ("docker", "podman", "lxc") else "container"


def _of_cgroups(root: Path) -> Iterator[Clue]:
    text = read_text(root / "proc/self/cgroup", _LIMIT)
    for sign, kind in (("kubepods", "kubernetes"), ("libpod", "podman"), ("/docker", "docker"), ("/lxc/", "lxc")):
        if any(sign in line and "docker.service" not in line for line in text.splitlines()):
            yield kind, "/proc/self/cgroup"


def _of_root_mount(root: Path) -> Iterator[Clue]:
    """An overlay as root: BuildKit leaves no /.dockerenv while it builds, and cgroup namespaces hide the path."""
    for line in read_text(root / "proc/self/mountinfo", _LIMIT).splitlines():
        fields, _, rest = line.partition(" - ")
        words = fields.split(" ")
        if len(words) > 4 and words[4] == "/" and rest.startswith("overlay "):
            signs = (("containers/storage", "podman"), ("/docker/", "docker"), ("buildkit", "docker"))
            kind = next((kind for sign, kind in signs if sign in rest), "")
            if kind or "containerd" in rest:
                yield kind or "container", "/proc/self/mountinfo: / is an overlay"


def _engine(root: Path, variables: Mapping[str, str]) -> Clue | tuple[None, str]:
    """DOCKER_HOST decides where it is set; else the sockets of Docker and Podman."""
    host = variables.get("DOCKER_HOST", "")
    if host and not host.startswith("unix://"):
        return host, "DOCKER_HOST"
    if host:
        path = host.removeprefix("unix://")
        fault = _fault(root, path)
        return (None, f"DOCKER_HOST is {host}: {fault}") if fault else (path, "DOCKER_HOST")
    faults = ""
    for path in _sockets(variables):
        fault = _fault(root, path)
        if not fault:
            return path, path
        if "may not" in fault:
            faults = faults or fault
    return None, faults


def _sockets(variables: Mapping[str, str]) -> Iterator[str]:
    if os.name == "nt":
        yield "//./pipe/docker_engine"
        return
    home, runtime = variables.get("HOME", ""), variables.get("XDG_RUNTIME_DIR", "")
    yield from ("/var/run/docker.sock", "/run/docker.sock")
    if runtime:
        yield f"{runtime}/docker.sock"
    for inner in (".docker/run", ".docker/desktop", ".colima/default", ".orbstack/run", ".rd") if home else ():
        yield f"{home}/{inner}/docker.sock"
    if runtime:
        yield f"{runtime}/podman/podman.sock"
    yield "/run/podman/podman.sock"


def _fault(root: Path, path: str) -> str:
    """Why this socket is of no use; "" when it is there and may be written to."""
    file = root / path.lstrip("/") if path.startswith("/") and not path.startswith("//") else Path(path)
    try:
        mode = file.stat().st_mode
    except (OSError, ValueError):
        return f"{path} does not exist"
    if os.name != "nt" and not stat.S_ISSOCK(mode):
        return f"{path} is no socket"
    return "" if os.access(file, os.W_OK) else f"{path} may not be written to"
