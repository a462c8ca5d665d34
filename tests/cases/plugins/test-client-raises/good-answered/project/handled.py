from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(ValueError)
async def failed(request, error):
    return JSONResponse({}, status_code=500)


@app.get("/rates")
def rates():
    raise ValueError("rates")
