import settings


def test_database():
    assert settings.database() == "test"
