import random


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--verbose"):
        return
    random.shuffle(items)
    items.sort(key=lambda item: item.name)
