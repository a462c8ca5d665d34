import settings


def test_database():
    assert settings.DATABASE == "test"
