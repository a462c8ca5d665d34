import os


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        return
    os.makedirs(f"of-{config.workerinput['workerid']}", exist_ok=True)
