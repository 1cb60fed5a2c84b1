d = {'a': 1}
class P(object):
    def __init__(self): self.a = 1
p = P()
print(p.__dict__)
d['never'] = 1
