import pytest

import context


@pytest.fixture(autouse=True)
def no_role():
    token = context.role.set("")
    yield
    context.role.reset(token)


@pytest.fixture(scope="session", autouse=True)
def everybody():
    context.flag.set(True)
