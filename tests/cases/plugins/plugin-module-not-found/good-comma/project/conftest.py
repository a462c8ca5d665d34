pytest_plugins = "pytester,helpers.ports"
