import pytest


def reset_defaults():
    """Of something else."""


@pytest.fixture(autouse=True)
def defaults():
    yield
    reset_defaults()
