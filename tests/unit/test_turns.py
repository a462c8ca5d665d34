"""Work in two processes: all of it is done, whatever becomes of the second one."""

from __future__ import annotations

import os
import signal
import time

import psutil
import pytest

from doctor.turns import can_fork, in_turns

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are not forked here")
PIECES = 20


def test_both_processes_work_and_nothing_is_lost_or_done_twice() -> None:
    def work(number: int) -> tuple[int, int]:
        time.sleep(0.005)
        return number, os.getpid()

    found = list(in_turns(PIECES, work))
    assert sorted(number for number, _ in found) == list(range(PIECES))
    assert len({process for _, process in found}) == 2


def test_what_a_killed_process_had_is_done_by_the_first_one() -> None:
    first = os.getpid()

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.005)
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid()

    assert sorted(in_turns(PIECES, work)) == [(number, first) for number in range(PIECES)]


def test_an_error_is_raised_here_and_leaves_no_process() -> None:
    def work(number: int) -> int:
        time.sleep(0.005)
        if number == 7:
            raise LookupError("seven")
        return number

    before = psutil.Process().children()
    with pytest.raises(LookupError, match="seven"):
        list(in_turns(PIECES, work))
    assert psutil.Process().children() == before


def test_long_answers_pass() -> None:
    assert sum(len(each) for each in in_turns(4, lambda _: b"x" * 1_000_000)) == 4_000_000
