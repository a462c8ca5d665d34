from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from settings import HOSTS

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["shop.example"])
tested = FastAPI()
tested.add_middleware(TrustedHostMiddleware, allowed_hosts=["shop.example", "testserver"])
configured = FastAPI()
configured.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)


@app.get("/")
@tested.get("/")
@configured.get("/")
def home():
    return "ok"
