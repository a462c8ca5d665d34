from django.conf import settings


def test_defaults():
    assert settings.RATES == {"EUR": 1}
    assert settings.PATHS == ["a"]
    assert settings.NESTED["default"]["SIZE"] == 1
