from fastapi import FastAPI

app = FastAPI()


@app.delete("/cart")
def delete(ids: list[int]):
    return ids
