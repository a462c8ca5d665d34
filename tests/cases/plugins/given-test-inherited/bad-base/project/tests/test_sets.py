import pytest
from hypothesis import given
from hypothesis import strategies as st


class Base:
    kind = None

    @pytest.mark.filterwarnings("ignore")
    @given(numbers=st.lists(st.integers()))
    def test_no_element_is_lost(self, numbers):
        assert set(self.kind(numbers)) == set(numbers)


class TestList(Base):
    kind = list


class TestFrozen(Base):
    kind = frozenset


class TestTuple:
    @given(st.integers())
    def test_one(self, number):
        assert tuple([number])


class TestOther(TestTuple):
    pass
