KIND = "web"
