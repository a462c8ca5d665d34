import pytest


@pytest.fixture(autouse=True)
def fast():
    pytest.importorskip("orjson")


def test_a():
    import orjson

    assert orjson.loads("1") == 1


class TestSetUp:
    def setup_method(self):
        pytest.skip("no")

    def test_a(self):
        import scipy

        assert scipy
