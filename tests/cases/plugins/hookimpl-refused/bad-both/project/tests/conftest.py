from pytest import hookimpl


@hookimpl(hookwrapper=True, wrapper=True)
def pytest_runtest_call(item):
    result = yield
    return result
