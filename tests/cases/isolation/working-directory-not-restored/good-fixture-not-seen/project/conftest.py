pytest_plugins = ["shop_testing.folders"]
