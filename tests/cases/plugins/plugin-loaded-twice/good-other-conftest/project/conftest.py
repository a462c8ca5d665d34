pytest_plugins = ["shared.conftest"]
