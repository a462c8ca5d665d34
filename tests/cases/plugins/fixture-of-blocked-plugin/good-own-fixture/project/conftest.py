import pytest


@pytest.fixture
def cov():
    return "covered"
