async def test_request(playwright):
    request = await playwright.request.new_context()
    await request.dispose()
