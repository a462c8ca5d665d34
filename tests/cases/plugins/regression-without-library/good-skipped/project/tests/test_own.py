import pytest


@pytest.fixture
def image_regression():
    return None


def test_image(image_regression):
    assert image_regression is None


@pytest.mark.skipif(True, reason="no numpy")
def test_curve(num_regression):
    num_regression.check({"y": [0.0, 1.5]})


def test_data(data_regression):
    assert data_regression
