from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
def rates():
    raise ValueError("rates")
