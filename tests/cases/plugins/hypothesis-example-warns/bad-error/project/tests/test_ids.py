from hypothesis import strategies as st

some_id = st.integers(min_value=1)


def test_ids_are_positive():
    assert some_id.example() > 0


class TestIds:
    def test_local(self):
        own = st.integers(min_value=1).map(abs)
        assert own.example()

    def test_chain(self):
        assert st.integers(min_value=1).filter(bool).example()
