def words(text):
    return text.split()


def test_sorted():
    assert sorted(set(words("b a"))) == ["a", "b"]
    assert ",".join(sorted({"b", "a"})) == "a,b"


def test_sets():
    assert set(words("b a")) == {"a", "b"}


def test_numbers():
    assert list({1, 2, 3}) == [1, 2, 3]
    assert [str(each) for each in {1, 2}] == ["1", "2"]


def test_one():
    assert list(set(words("a a"))) == ["a"]
    assert str({"a"}) == "{'a'}"
    assert "".join({"a"}) == "a"


def test_dict():
    found = dict.fromkeys(words("b a"))
    assert list(found) == ["b", "a"]
    assert [each for each in {"b": 1, "a": 2}] == ["b", "a"]
    assert list({"b": 1, "a": 2}) == ["b", "a"]


def test_put_in_order():
    found = set(words("b a"))
    found = sorted(found)
    assert list(found) == ["a", "b"]


def test_own_set():
    set = sorted
    assert list(set(words("b a"))) == ["a", "b"]
