from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "production"


@app.get("/name")
def name(db=Depends(get_db)):
    return db
