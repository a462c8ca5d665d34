import pytest


@pytest.fixture
def loud(capsys):
    with capsys.disabled:
        yield
