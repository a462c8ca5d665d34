def pytest_collection_modifyitems(config, items):
    if not config.getoption("--live"):
        config.hook.pytest_deselected(items=list(items))
        items[:] = []
