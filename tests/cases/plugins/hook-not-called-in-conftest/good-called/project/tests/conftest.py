def pytest_sessionstart(session):
    session.config.below = True
