from pytest import mark


@mark.xdist_group(name="printer")
class TestPrinter:
    def test_printed(self):
        assert True

    def test_cut(self):
        assert True
