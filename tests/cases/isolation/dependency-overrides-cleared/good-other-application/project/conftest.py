from shop import app, get_store

app.dependency_overrides[get_store] = lambda: "test"
