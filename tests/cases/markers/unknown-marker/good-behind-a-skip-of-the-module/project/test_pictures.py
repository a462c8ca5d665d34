import pytest

pytest.importorskip("pytest_mpl")


@pytest.mark.mpl_image_compare
def test_drawing():
    assert True
