from api.main import app, create_app, get_store

__all__ = ["app", "create_app", "get_store"]
