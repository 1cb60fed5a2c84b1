class P(object):
    def __init__(self): self.a = 1
p = P()
print(p.__dict__)
v = vars(p)
v['b'] = 2
print(vars(p) == v)
