from builders import build


def test_build():
    assert build()["name"] == "ann"
