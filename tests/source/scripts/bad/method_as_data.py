class P(object):
    def get(self): return 1
p = P()
p.get
d = {'never': 1}
