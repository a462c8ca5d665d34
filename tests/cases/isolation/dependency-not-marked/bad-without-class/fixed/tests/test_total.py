import pytest


class TestCard:
    @pytest.mark.dependency
    def test_login(self):
        assert True

    @pytest.mark.dependency(depends=["TestCard::test_login"])
    def test_card(self):
        assert True
