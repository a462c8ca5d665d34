def rows():
    return [{"id": 1}, {"id": 2}]


def test_filter():
    assert list(filter(lambda row: row["id"] == 3, rows()))


def test_map():
    assert map(bool, []), "nothing"


def test_zip():
    assert zip(rows(), [])


class TestRows:
    def test_reversed(self):
        assert reversed([])

    def test_enumerate(self):
        assert enumerate([])
