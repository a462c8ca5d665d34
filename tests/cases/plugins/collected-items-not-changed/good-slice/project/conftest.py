def pytest_collection_modifyitems(config, items):
    items[:] = [item for item in items if "slow" not in item.name]
    return items
