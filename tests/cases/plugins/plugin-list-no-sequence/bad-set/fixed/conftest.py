pytest_plugins = ["helpers.db", "helpers.card"]
