import pytest

LIMIT = "30s"
NEEDED = ["test_a"]


@pytest.mark.timeout(30)
def test_1():
    assert 1 + 1 > 1


@pytest.mark.timeout("30")
def test_2():
    assert 1 + 2 > 1


@pytest.mark.timeout(method="thread")
def test_3():
    assert 1 + 3 > 1


@pytest.mark.timeout(5, "signal")
def test_4():
    assert 1 + 4 > 1


@pytest.mark.timeout(timeout=int(LIMIT[:2]))
def test_5():
    assert 1 + 5 > 1


@pytest.mark.usefixtures("tmp_path", "capsys")
def test_6():
    assert 1 + 6 > 1
