import sys

import pytest


def test_one():
    assert True


# Run by hand for now.
class TestMore:
    limit = 2

    def test_two(self):
        assert self.limit == 2


@pytest.mark.skipif(sys.platform == "plan9", reason="no such thing")
def test_three():
    assert True


if __name__ == "__main__":
    pytest.main([__file__])
