from fastapi import Depends, FastAPI


def get_store():
    return "production"


def create_app():
    application = FastAPI()

    @application.get("/name")
    def name(store=Depends(get_store)):
        return store

    return application


app = create_app()
