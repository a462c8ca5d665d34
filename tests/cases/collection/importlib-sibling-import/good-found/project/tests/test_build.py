from builders import build

try:
    import extras
except ImportError:
    extras = None


def test_build():
    assert build()["name"] == "ann"
    assert extras is None
