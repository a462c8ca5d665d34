def test_browser(browser):
    assert browser in ("chrome", "firefox")


def test_url(base_url):
    assert base_url == "http://localhost"
