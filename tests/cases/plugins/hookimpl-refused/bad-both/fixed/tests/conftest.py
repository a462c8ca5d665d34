from pytest import hookimpl


@hookimpl(wrapper=True)
def pytest_runtest_call(item):
    result = yield
    return result
