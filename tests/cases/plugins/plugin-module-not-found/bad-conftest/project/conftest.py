pytest_plugins = ["tests.fixture_files.ports"]
