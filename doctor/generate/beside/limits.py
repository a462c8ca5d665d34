"""How much the tests may use, with the arithmetic."""

from __future__ import annotations

from doctor.model.environment import Limits
from doctor.model.record import Record

MIB = 1024 * 1024
LARGEST = 2048  # MiB; a suite that needs more says so when it is ended
WORKER = 512  # MiB that a worker of pytest-xdist is reckoned with


class Budget(Record):
    """MiB for the container, for the run and for collection; worker processes."""

    container: int
    run: int
    collection: int
    workers: int
    why_container: str
    why_workers: str


class Machine(Record):
    """What the numbers rest on; written into the files, so that they can be made again on another machine."""

    python: str
    memory: int  # MiB
    cpus: int


def machine(python: str, limits: Limits) -> Machine:
    """What may be used here."""
    memory = (limits.memory or limits.memory_host or 2 * LARGEST * MIB) // MIB
    quota = limits.cpu_quota or limits.cpus_affinity
    return Machine(python, memory, max(1, int(min(quota, limits.cpus_affinity))))


def budget(here: Machine) -> Budget:
    """Half of the memory, 2 GiB at most. The run's own limit is lower than the container's, so that the guard names the
    test before the kernel ends the process without a word."""
    container = max(256, min(LARGEST, here.memory // 2))
    return Budget(
        container=container,
        run=container * 8 // 10,
        collection=container // 2,
        workers=max(1, min(here.cpus, container // WORKER)),
        why_container=f"half of the {here.memory} MB that are here, at most {LARGEST}",
        why_workers=f"the smaller of {here.cpus} CPUs and {container} MB / {WORKER} MB a worker",
    )
