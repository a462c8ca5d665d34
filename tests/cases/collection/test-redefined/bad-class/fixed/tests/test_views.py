class TestList:
    def test_first(self):
        assert [1][0] == 1

    def test_last(self):
        assert [1, 2][-1] == 1


class TestDetail:
    def test_first(self):
        assert "a"


class TestList2:
    def test_empty(self):
        assert not []
