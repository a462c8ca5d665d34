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


def budget(limits: Limits) -> Budget:
    """Half of what is here, 2 GiB at most. The run's own limit is lower than the container's, so that the guard names
    the test before the kernel ends the process without a word."""
    here = (limits.memory or limits.memory_host or 2 * LARGEST * MIB) // MIB
    container = max(256, min(LARGEST, here // 2))
    cpus = max(1, int(min(limits.cpu_quota or limits.cpus_affinity, limits.cpus_affinity)))
    workers = max(1, min(cpus, container // WORKER))
    return Budget(
        container=container,
        run=container * 8 // 10,
        collection=container // 2,
        workers=workers,
        why_container=f"half of the {here} MB that are here, at most {LARGEST}",
        why_workers=f"the smaller of {cpus} CPUs and {container} MB / {WORKER} MB a worker",
    )
