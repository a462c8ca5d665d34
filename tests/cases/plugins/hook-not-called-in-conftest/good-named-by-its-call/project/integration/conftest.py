def pytest_sessionstart(session):
    session.config.started = True
