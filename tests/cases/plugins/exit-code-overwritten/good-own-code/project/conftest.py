import atexit
import os
import sys

CODES = []
atexit.register(print, 0)


def pytest_sessionfinish(session, exitstatus):
    CODES.append(int(exitstatus))
    if exitstatus == 0:
        os._exit(0)


def pytest_unconfigure(config):
    os._exit(CODES[0])


def child():
    os._exit(0)
