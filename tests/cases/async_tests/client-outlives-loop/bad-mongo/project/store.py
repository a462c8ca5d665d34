from pymongo import AsyncMongoClient

client: AsyncMongoClient = AsyncMongoClient("mongodb://127.0.0.1:1", serverSelectionTimeoutMS=1)
db = client["shop"]
users = db.users
