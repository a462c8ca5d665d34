def pytest_markeval_namespace(config):
    return {"HAS_REDIS": True}
