def pytest_addoption(parser):
    parser.addini("shop_level", "how much is tested")


def pytest_configure(config):
    config.shop_level = config.inicfg.get("shop_level")
