pytestplugins = "shop_test_fixtures"
