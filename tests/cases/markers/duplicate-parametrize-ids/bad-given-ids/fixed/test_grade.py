import pytest


@pytest.mark.parametrize("points, passed", [(90, True), (20, False), (95, True)], ids=["good", "bad", "good-2"])
def test_grade(points, passed):
    assert (points > 50) is passed
