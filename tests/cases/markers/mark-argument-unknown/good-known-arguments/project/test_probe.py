import pytest

OPTIONS = {"reruns": 2}


@pytest.mark.flaky(reruns=3, reruns_delay=0, condition=True, only_rerun=["OSError"], reason="slow disk")
def test_probe():
    assert True


@pytest.mark.flaky(**OPTIONS)
def test_options():
    assert True


@pytest.mark.parametrize(argnames="side", argvalues=[1], ids=["one"], indirect=False, scope="function")
def test_area(side):
    assert side
