pytest_plugins = {"helpers.db": True}
