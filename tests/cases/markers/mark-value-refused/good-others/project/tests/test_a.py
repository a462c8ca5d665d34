import pytest


@pytest.mark.order("first")
def test_1():
    assert 1 + 1 > 1


@pytest.mark.order(2)
def test_2():
    assert 1 + 2 > 1


@pytest.mark.order(-1)
def test_3():
    assert 1 + 3 > 1


@pytest.mark.order("second_to_last")
def test_4():
    assert 1 + 4 > 1


@pytest.mark.order(after="test_1")
def test_5():
    assert 1 + 5 > 1


@pytest.mark.dependency(name="a")
def test_6():
    assert 1 + 6 > 1


@pytest.mark.dependency(depends=["a"])
def test_7():
    assert 1 + 7 > 1


@pytest.mark.dependency(depends=["a"], scope="module")
def test_8():
    assert 1 + 8 > 1
