class P(object):
    def go(self, n, m=1): pass
    def __init__(self): self.a = 1
P().go(1, 2, 3)
