class P(object): pass
P.__dict__
d = {'never': 1}
