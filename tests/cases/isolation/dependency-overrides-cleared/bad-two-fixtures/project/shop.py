from fastapi import FastAPI

app = FastAPI()


def get_user():
    return "ann"


def get_store():
    return "store"
