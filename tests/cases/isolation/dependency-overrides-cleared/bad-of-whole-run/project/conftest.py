from shop.main import app, get_db

app.dependency_overrides[get_db] = lambda: "memory"
