from fastapi import Depends, FastAPI


def get_store():
    return "production"


app = FastAPI()


@app.get("/name")
def name(store=Depends(get_store)):
    return store


def get_app():
    return app


def mounting():
    outer = FastAPI()
    outer.mount("/inner", app)
    return outer
