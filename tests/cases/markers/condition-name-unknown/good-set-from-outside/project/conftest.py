import builtins

builtins.SLOW = True


def pytest_collection_modifyitems(items):
    for item in items:
        item.module.FAST = True
        setattr(item.module, "NEVER", False)
