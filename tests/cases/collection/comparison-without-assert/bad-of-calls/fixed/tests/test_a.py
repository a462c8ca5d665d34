def parts(text):
    return text.split(".")


def test_parts():
    assert len(parts("a.b")) == 2
    assert parts("a.b")[0] == "a"

    for text in ("a.b", "c.d"):
        assert parts(
            text,
        ) == [text[0], text[2]]


class TestParts:
    def test_same(self):
        assert parts("a")
        assert parts("a") is None
