def pytest_collection_modifyitems(config, items):
    return [item for item in items if "slow" not in item.name]
