class P(object):
    def __init__(self): self.a = 1; return 5
P()
