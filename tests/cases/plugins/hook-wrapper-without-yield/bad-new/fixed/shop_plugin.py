from pytest import hookimpl


@hookimpl()
def pytest_runtest_setup(item):
    item.user_properties.append(("a", 1))
