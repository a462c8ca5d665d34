from fastapi import Depends, FastAPI

app = FastAPI()


async def get_user():
    return "nobody"


async def get_db():
    return "db"


@app.get("/user")
async def user(name: str = Depends(get_user), db: str = Depends(get_db)):
    return {"name": name, "db": db}
