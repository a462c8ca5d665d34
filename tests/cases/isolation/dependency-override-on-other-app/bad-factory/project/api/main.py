from fastapi import Depends, FastAPI

from api.store import get_store


def create_app():
    application = FastAPI()

    @application.get("/name")
    def name(store=Depends(get_store)):
        return store

    return application


app = create_app()
