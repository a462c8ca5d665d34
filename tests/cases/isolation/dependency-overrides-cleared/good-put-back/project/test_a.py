from shop.main import app


def test_bare(bare):
    assert not app.dependency_overrides
