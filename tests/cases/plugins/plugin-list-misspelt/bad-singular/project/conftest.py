pytest_plugin = ["tests.fixtures"]
