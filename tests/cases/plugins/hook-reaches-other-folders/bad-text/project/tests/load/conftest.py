import os


def pytest_collection_modifyitems(items):
    if not os.environ.get("QUICK"):
        [item.add_marker("slow") for item in items]
