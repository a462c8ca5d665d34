import pytest

from shop import json, packet, prefs


@pytest.fixture
def number():
    before = prefs.width
    yield
    prefs.set_numbers(before)


def use(codec):
    packet.Packet.json = codec


def test_keep():
    prefs.keep = False
    assert not prefs.keep


def test_custom_json():
    use("mine")
    packet.Packet.json = json
    saved_json = packet.Packet.json
    use("other")
    packet.Packet.json = saved_json


def test_width(number):
    prefs.width = 40
    assert prefs.width == 40


def test_engine():
    prefs.engine = None
    prefs._modules = prefs._search()
    assert prefs._modules


def test_count():
    prefs.width += 2
    assert prefs.width
    prefs.width -= 2


def test_no_modules():
    prefs._modules = set()
    assert not prefs._modules
