from fastapi.responses import JSONResponse

from shop import app


@app.exception_handler(ValueError)
async def failed(request, error):
    return JSONResponse({}, status_code=500)
