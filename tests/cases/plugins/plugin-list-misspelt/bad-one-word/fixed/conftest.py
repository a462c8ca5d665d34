pytest_plugins = "shop_test_fixtures"
