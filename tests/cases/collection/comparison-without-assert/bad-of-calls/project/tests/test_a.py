def parts(text):
    return text.split(".")


def test_parts():
    len(parts("a.b")) == 2
    parts("a.b")[0] == "a"

    for text in ("a.b", "c.d"):
        parts(
            text,
        ) == [text[0], text[2]]


class TestParts:
    def test_same(self):
        assert parts("a")
        parts("a") is None
