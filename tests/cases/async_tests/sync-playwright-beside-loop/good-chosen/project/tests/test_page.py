import pytest


@pytest.mark.e2e
def test_request(playwright):
    request = playwright.request.new_context()
    request.dispose()
