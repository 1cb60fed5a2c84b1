import sys
class P:
    def __init__(self): self.a = 1
p = P()
p.b = 2
print(sys.getsizeof(p), sorted(vars(p).items()))
try:
    p.c
except AttributeError as e:
    print(e)
try:
    del p.c
except AttributeError as e:
    print(e)
try:
    P.c
except AttributeError as e:
    print(e)
print(p.__dict__)
