import os

RUN = os.environ["PYTEST_XDIST_TESTRUNUID"]
