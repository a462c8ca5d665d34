import pytest


@pytest.mark.slow
class TestArchive:
    def test_opens(self):
        pass


@pytest.mark.slow
def test_closes():
    pass
