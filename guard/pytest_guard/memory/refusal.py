"""What does not fit is refused by the kernel: also one call into C that takes all at once, which no thread can see.

Virtual memory is counted, not what is resident: a test that reserves much and uses little is refused, too, as are the
stacks of many threads. That is why it has to be asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from pytest_guard import settings
from pytest_guard.memory.resident import MB

Refusal = Callable[[float], None]


def start(config: pytest.Config) -> Refusal | None:
    """A function that allows so many megabytes more than there are now; None where it is not asked for.

    The limit of before holds again at the end.
    """
    if settings.text(config, "guard_memory_refuse") == "off" or not sys.platform.startswith("linux"):
        return None
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    page = os.sysconf("SC_PAGE_SIZE")

    def allow(megabytes: float) -> None:
        with open("/proc/self/statm", "rb") as file:
            data = int(file.read().split()[5]) * page
        wanted = data + int(max(megabytes, 0.0) * MB)
        soft = wanted if before[0] == resource.RLIM_INFINITY else min(wanted, before[0])
        resource.setrlimit(resource.RLIMIT_DATA, (soft, before[1]))

    config.add_cleanup(lambda: resource.setrlimit(resource.RLIMIT_DATA, before))
    return allow
