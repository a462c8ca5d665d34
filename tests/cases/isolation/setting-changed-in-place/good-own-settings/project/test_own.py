def test_changed(settings):
    settings.RATES["USD"] = 2
    assert len(settings.RATES) == 2


def test_default(settings):
    assert settings.RATES == {"EUR": 1}
