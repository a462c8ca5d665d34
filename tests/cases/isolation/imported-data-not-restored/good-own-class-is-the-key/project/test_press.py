from press import FIELDS, fields_of


class Leaflet:
    pass


class TestFields:
    def setup_method(self):
        FIELDS[Leaflet] = ["title"]

    def test_of_a_leaflet(self):
        assert fields_of(Leaflet) == ["title"]

    def test_of_others(self):
        assert fields_of(int) == []
