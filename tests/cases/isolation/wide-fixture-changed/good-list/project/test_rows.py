def test_own(own_rows, names, results):
    own_rows.pop()
    names.append("bob")
    results.append(1)
    assert len(own_rows) == 1


def test_count(rows, names):
    rows = list(rows)
    rows.append({"id": 3})
    assert len(rows) == 3
    assert names == ["ann"]


def test_seen(seen):
    seen.append("test")
    assert seen


def test_back(limits):
    limits.update(us=4)
    assert limits["us"] == 4
    limits.pop("us")


def test_limits(limits, seen, results):
    assert limits == {"eu": 3}
    assert isinstance(seen, list)
    assert len(results) == 1
