def pytest_bdd_apply_tag(tag, function):
    return True
