import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


class Base:
    @settings(suppress_health_check=[HealthCheck.differing_executors])
    @given(st.integers())
    def test_settings(self, number):
        assert number == number

    @pytest.mark.parametrize("kind", [list, set])
    @given(number=st.integers())
    def test_parametrized(self, kind, number):
        assert kind([number])

    def test_plain(self):
        assert True


class TestList(Base):
    pass


class TestSet(Base):
    pass


class Once:
    @given(st.integers())
    def test_once(self, number):
        assert number == number


class TestOnce(Once):
    pass


class TestOwn(Once):
    @given(st.integers())
    def test_once(self, number):
        assert number == number
