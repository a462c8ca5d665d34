import os
import tempfile


def pytest_configure(config):
    home = os.getcwd()
    os.makedirs("reports", 0o755, True)
    os.chdir(tempfile.mkdtemp())
    os.mkdir("scratch")
    os.chdir(home)
