def test_request(playwright):
    request = playwright.request.new_context()
    request.dispose()
