LINES = ["slow: takes long", "net: wants a network"]


def pytest_configure(config):
    for line in LINES:
        config.addinivalue_line("markers", line)
