from warnings import simplefilter
