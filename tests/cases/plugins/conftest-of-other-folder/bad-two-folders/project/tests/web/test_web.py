def test_page(page):
    assert page
