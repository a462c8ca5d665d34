from shop import settings


def test_as_at_first():
    settings.rounds = True
    settings.limit = 4
    settings.currency = "eur"
    assert settings.limit == 4
