import pytest


@pytest.fixture
def printed(capsys):
    return lambda: capsys.readouterr().out
