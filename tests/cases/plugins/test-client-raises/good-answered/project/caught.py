from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def catch(request, call_next):
    try:
        return await call_next(request)
    except ValueError:
        return JSONResponse({}, status_code=500)


@app.get("/rates")
def rates():
    raise ValueError("rates")
