from app.client import Client
