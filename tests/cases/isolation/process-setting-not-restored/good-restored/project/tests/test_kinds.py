import asyncio
import gc
import locale
import logging
import random
import signal
import socket
import warnings

import pytest


@pytest.fixture
def german():
    saved = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
    yield
    locale.setlocale(locale.LC_ALL, saved)


def test_german(german):
    assert locale.localeconv()["decimal_point"] == ","


def test_quiet():
    logging.disable(logging.CRITICAL)
    try:
        logging.error("not shown")
    finally:
        logging.disable(logging.NOTSET)


def test_asked():
    assert locale.setlocale(locale.LC_ALL)
    assert locale.setlocale(locale.LC_ALL, None)


def test_loud():
    logging.disable(logging.NOTSET)
    socket.setdefaulttimeout(None)
    asyncio.set_event_loop_policy(None)


def test_interrupt():
    saved = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert saved
    finally:
        signal.signal(signal.SIGINT, saved)


def test_garbage():
    gc.disable()
    try:
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_warnings():
    warnings.simplefilter("ignore")
    random.seed(3)
