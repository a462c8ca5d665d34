import press.registry
from press import registry as reg


def test_register():
    reg.HANDLERS.append(print)
    assert print in reg.HANDLERS


def test_more():
    press.registry.ORDER.insert(0, "page")


class TestOrder:
    def test_last(self):
        reg.ORDER.extend(["case-study"])
