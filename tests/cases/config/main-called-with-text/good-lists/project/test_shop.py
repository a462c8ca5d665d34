import pytest


def test_total():
    assert 1 + 1 == 2


if __name__ == "__main__":
    pytest.main([__file__, "-x"])
