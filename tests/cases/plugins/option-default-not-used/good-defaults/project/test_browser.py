def test_browser(settings):
    assert None not in (settings[0], *settings[2:4])
