import pytest


@pytest.mark.skip_ci
def test_a():
    assert True


@pytest.mark.unix
def test_b():
    assert True


@pytest.mark.network
class TestNetwork:
    @pytest.mark.network
    def test_c(self):
        assert True

    @pytest.mark.network
    def test_d(self):
        assert True

    @pytest.mark.network
    def test_e(self):
        assert True
