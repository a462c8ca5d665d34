pytest_plugins = ["press.fixtures.project"]
