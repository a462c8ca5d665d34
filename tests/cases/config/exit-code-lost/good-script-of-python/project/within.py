import pytest


def run():
    def tried():
        return pytest.main(["-q", "tests"])

    assert tried() == 0


run()
