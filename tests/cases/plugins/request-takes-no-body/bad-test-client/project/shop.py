from fastapi import Body, FastAPI, Request

app = FastAPI()


@app.delete("/cart")
def delete(ids: list[int] = Body(...)):
    return ids


@app.get("/search")
async def search(request: Request):
    return (await request.body()).decode()
