import os


def pytest_sessionstart(session):
    session.config.stash_of_shop = os.getpid()
