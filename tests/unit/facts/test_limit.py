"""A file may not take longer than it is worth."""

from __future__ import annotations

import marshal
import signal
import time

import pytest

from doctor.facts.sources import limit
from doctor.facts.sources.limit import time_limit
from doctor.facts.sources.stored import stored
from doctor.facts.sources.work import plain_of

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no timers on Windows")


def test_what_takes_too_long_is_stopped() -> None:
    def work() -> None:
        while time.process_time():
            pass

    with time_limit(0.05), pytest.raises(TimeoutError):
        work()


def test_the_timer_is_gone_afterwards() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with time_limit(10):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is before


def test_a_file_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "SECONDS", 0.02)
    data = b"import os\n" + b"def test_a():\n    os.getenv(f(1, 2, [3]))\n" * 4_000
    file = stored("test_a.py", marshal.loads(plain_of("test_a.py", data, "")))
    assert file.fault is not None
    assert file.fault.message == "takes too long to read"
