KIND = "api"
