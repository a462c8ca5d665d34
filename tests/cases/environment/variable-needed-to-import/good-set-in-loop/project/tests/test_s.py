from shop import settings
def test_a(): assert settings.KEY
