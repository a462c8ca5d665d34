def test_trace():
    trace = "ok"
    assert trace

    def test_empty(self):
        from xml.etree import ElementTree

        found = ElementTree.fromstring("<a/>")
        assert found.tag == "a"

    def test_both(self, tmp_path):
        assert tmp_path.is_dir()


def test_last():
    assert [1]
