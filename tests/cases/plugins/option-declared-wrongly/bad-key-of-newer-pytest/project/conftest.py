def pytest_addoption(parser):
    parser.addini("shop_debug", "whether it tells more", "int")
