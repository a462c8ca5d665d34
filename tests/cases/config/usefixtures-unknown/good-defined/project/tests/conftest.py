import pytest


@pytest.fixture
def clean_database():
    yield
