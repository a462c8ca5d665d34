from fastapi import Depends, FastAPI


def get_store():
    return "production"


app = FastAPI()


@app.get("/name")
def name(store=Depends(get_store)):
    return store
