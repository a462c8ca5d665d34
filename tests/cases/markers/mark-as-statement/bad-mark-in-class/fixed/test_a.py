import pytest


class TestA:
    """Not now."""

    pytestmark = pytest.mark.skip(reason="later")

    def test_a(self):
        assert not hasattr(self, "later")

    class TestInner:
        pytest.mark.xfail(reason="some day")
        pytestmark = [pytest.mark.slow]

        def test_inner(self):
            assert self


class TestB:
    pytest.mark.skip(
        reason="later",
    )
    @pytest.mark.slow
    def test_b(self):
        assert self
