class x(object): pass
print([x().__dict__.__sizeof__() for _ in range(40)])
class y(object):
    def __init__(self):
        self.a = self.b = self.c = 1
print([y().__dict__.__sizeof__() for _ in range(40)])
