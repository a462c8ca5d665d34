pytest_plugins = ["support.servers"]
