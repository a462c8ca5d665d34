import shop


def test_purge(tmp_path):
    shop.CACHE[str(tmp_path / "gone")] = 1
    shop.purge_stale()
    assert not shop.CACHE
