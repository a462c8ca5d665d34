def pytest_configure(config):
    pyest_sessionstart(config)
    py_configure(config)


def pyest_sessionstart(config):
    config.a = 1


def py_configure(config):
    config.b = 1


def pytes_sessionstart(engine, url):
    return engine


def test_configure(config):
    return config


def post_configure(config):
    return config
