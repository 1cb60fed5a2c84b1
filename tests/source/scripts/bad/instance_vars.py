d = {'a': 1}
class P(object):
    def __init__(self): self.a = 1
v = vars(P())
d['never'] = 1
