import pytest

user = None
order = None


@pytest.mark.order(1)
def test_user_made():
    global user
    user = "ann"


@pytest.mark.order(2)
def test_user_used():
    assert user


@pytest.mark.dependency()
def test_order_made():
    global order
    order = 3


@pytest.mark.dependency(depends=["test_order_made"])
def test_order_used():
    assert order


@pytest.mark.incremental
class TestStory:
    def test_made(self):
        type(self).name = "ann"

    def test_used(self):
        assert self.name


class TestSteps:
    def test_1_made(self):
        type(self).name = "ann"

    def test_2_used(self):
        assert self.name


class TestPerhaps:
    name = None

    def test_made(self):
        type(self).name = "ann"

    def test_used(self):
        if self.name is None:
            pytest.skip("not made")
        assert self.name
