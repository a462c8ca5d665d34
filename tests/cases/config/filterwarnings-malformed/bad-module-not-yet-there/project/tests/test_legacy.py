from legacy.core import run


def test_run():
    assert run() == 3
