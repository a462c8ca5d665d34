pytest_plugins = ["timeout"]
