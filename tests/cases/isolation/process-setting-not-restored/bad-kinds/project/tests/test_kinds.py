import asyncio
import locale
import signal
import socket

import pytest


@pytest.fixture
def german():
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")


def test_german(german):
    assert locale.localeconv()["decimal_point"] == ","


def test_patience():
    socket.setdefaulttimeout(3)
    assert socket.getdefaulttimeout() == 3


def test_interrupt():
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def test_policy():
    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
