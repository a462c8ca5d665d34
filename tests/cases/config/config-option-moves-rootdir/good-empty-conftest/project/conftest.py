# here so that the folder is on sys.path
