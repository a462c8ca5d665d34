rcParams = {"font.size": 10}
