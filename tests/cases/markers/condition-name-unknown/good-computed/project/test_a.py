import pytest

for each in ("redis", "kafka"):
    globals()[f"has_{each}"] = True


@pytest.mark.skipif("not has_redis", reason="no redis")
def test_a():
    assert True
