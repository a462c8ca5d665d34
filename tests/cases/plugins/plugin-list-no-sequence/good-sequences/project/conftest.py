pytest_plugins = ("helpers.db", "helpers.card")
NAMES = {"a", "b"}
