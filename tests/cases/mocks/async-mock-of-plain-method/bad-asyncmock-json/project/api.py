async def name_of(client, user):
    response = await client.get(f"/users/{user}")
    return response.json()["name"]
