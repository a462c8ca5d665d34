from tests import base


class TestXml(base.ExportBase):
    def test_xml(self):
        assert base.WORK
