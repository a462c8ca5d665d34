from hypothesis import strategies as st

some_id = st.integers(min_value=1)


def test_ids_are_positive():
    assert some_id.example() > 0
