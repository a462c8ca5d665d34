from contextlib import asynccontextmanager

from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app):
    app.state.rates = {"EUR": 1.0}
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/rates")
def rates(request: Request):
    return request.app.state.rates
