def pytest_addoption(parser):
    parser.addini("shop_database", "where the shop keeps its data")
