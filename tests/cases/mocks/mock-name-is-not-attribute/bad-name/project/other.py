def opened(file):
    return "no file"
