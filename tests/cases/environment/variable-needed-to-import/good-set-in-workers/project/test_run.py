import os

RUN = os.environ["PYTEST_XDIST_TESTRUNUID"]


def test_run():
    assert RUN
