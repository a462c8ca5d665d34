import pytest

from tests.helpers import isolated_environment


@pytest.fixture(autouse=True)
def own_variables():
    with isolated_environment():
        yield
