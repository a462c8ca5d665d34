from press.registry import doors


def test_door():
    doors["front"] = "open"
    assert doors.last == "front"
