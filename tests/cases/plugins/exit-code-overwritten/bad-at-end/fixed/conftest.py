import os


def pytest_sessionfinish(session, exitstatus):
    print("done")
    os._exit(exitstatus)
