import pytest

if __name__ == "__main__":
    code = pytest.main(["-q", "tests"])
    assert code == 0
