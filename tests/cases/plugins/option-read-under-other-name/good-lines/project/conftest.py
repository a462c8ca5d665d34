def pytest_addoption(parser):
    parser.addini("shops", "", type="linelist")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes long")
    config.addinivalue_line("shops", "one")
    config.addinivalue_line("filterwarnings", "ignore::UserWarning")
