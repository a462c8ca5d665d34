import hypothesis
from hypothesis import given, settings
from hypothesis import strategies as st


def test_round_trip(tmp_path):
    @given(st.text())
    def check(text):
        assert text == "never"


class TestCodec:
    def test_round_trip(self):
        @settings(max_examples=5)
        @hypothesis.given(text=st.text())
        def test_inner(text):
            assert text == "never"
