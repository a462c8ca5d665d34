from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "production"


async def get_user():
    return "nobody"


def permission(name):
    def check():
        return name

    return check


may_read = permission("read")


class Settings:
    def __call__(self):
        return "settings"


@app.get("/name")
def name(db=Depends(get_db), user=Depends(get_user), permitted=Depends(may_read)):
    return f"{db} {user} {permitted}"
