from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.get("/rates")
def rates():
    raise KeyError("rates")


async def failed(request, error):
    return JSONResponse({}, status_code=500)


def register(application):
    for kind in (KeyError, ValueError):
        application.add_exception_handler(kind, failed)


register(app)
