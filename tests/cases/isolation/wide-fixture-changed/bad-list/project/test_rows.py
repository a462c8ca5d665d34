def test_last(rows):
    last = rows.pop()
    assert last["id"] == 2


def test_count(rows):
    assert len(rows) == 2


class TestLimits:
    def test_us(self, limits):
        limits.setdefault("us", 4)
        assert limits["us"] == 4

    def test_regions(self, limits):
        assert list(limits) == ["eu"]
