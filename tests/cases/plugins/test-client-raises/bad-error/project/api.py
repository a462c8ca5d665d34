from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(Exception)
async def failed(request, error):
    return JSONResponse({"error": str(error)}, status_code=500)


@app.get("/rates")
def rates():
    """Not there yet."""
    raise ZeroDivisionError("rates")


@app.post("/orders")
async def order():
    raise RuntimeError


@app.get("/down")
def down():
    raise HTTPException(500)
