pytest_plugins = ["tests.fixtures_files.ports"]
