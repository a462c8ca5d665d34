def pytest_sessionstart(session):
    session.config.started = True


def pytest_cmdline_main(config):
    config.asked = True
