import sys


def pytest_ignore_collect(collection_path):
    return (collection_path.name.startswith("win_") and sys.platform != "win32") or None
