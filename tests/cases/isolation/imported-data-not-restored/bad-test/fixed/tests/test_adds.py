from press import registry as reg
from press.registry import ORDER, TYPES


class CaseStudy:
    pass


def test_registered(monkeypatch):
    monkeypatch.setitem(TYPES, "case-study", CaseStudy)
    assert "case-study" in reg.TYPES


class TestOrder:
    def test_last(self):
        ORDER.append("case-study")
        assert ORDER[-1] == "case-study"
