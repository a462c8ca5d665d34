import pytest

from cli import main, run


@pytest.fixture(autouse=True)
def arguments(monkeypatch):
    monkeypatch.setattr("sys.argv", ["cli"])


def test_main():
    assert main([])
    assert run()
