"""Work in processes: in order, many at once, and one that dies is only one."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from doctor.commands.children import Children


def work(task: float | str) -> bytes:
    if task == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "leaves":
        os._exit(7)
    if task == "large":
        return b"x" * 3_000_000
    if task == "orphan":  # a process of its own, which holds the pipe open
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(task) if isinstance(task, float) else 0)
    return str(task).encode()


def answers(*tasks: float | str, jobs: int = 4) -> list[tuple[float | str, bytes]]:
    with Children(work, lambda code: f"died {code}".encode(), jobs) as children:
        return list(children.answers(tasks, lambda _: None))


def test_the_answers_come_in_the_order_of_the_tasks() -> None:
    assert answers(0.3, 0.2, 0.0, "a") == [(0.3, b"0.3"), (0.2, b"0.2"), (0.0, b"0.0"), ("a", b"a")]


def test_they_come_as_soon_as_those_before_them_have() -> None:
    with Children(work, lambda _: b"", 2) as children:
        found = children.answers((0.0, 30.0), lambda _: None)
        assert next(found) == (0.0, b"0.0")  # and the other one is ended with the block


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_one_that_dies_is_only_one() -> None:
    found = answers("a", "killed", "leaves", "b")
    assert [answer for _, answer in found] == [b"a", b"died -9", b"died 7", b"b"]


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_one_that_dies_is_noticed_though_others_hold_its_pipe() -> None:
    started = time.monotonic()
    assert answers("orphan") == [("orphan", b"died -9")]
    assert time.monotonic() - started < 15


def test_what_is_larger_than_a_pipe_arrives() -> None:
    assert len(answers("large", jobs=1)[0][1]) == 3_000_000


def test_no_more_at_once_than_wanted() -> None:
    counts: list[int] = []
    with Children(work, lambda _: b"", 2) as children:
        for _ in children.answers((0.05,) * 6, counts.append):
            assert len(children._running) <= 2
    assert counts == [1, 2, 3, 4, 5, 6]
