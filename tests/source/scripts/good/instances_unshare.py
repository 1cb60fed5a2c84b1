import sys
class C(object): pass
a = C(); b = C()
a.p = 1; a.q = 2; a.r = 3
print(vars(a).__sizeof__())
b.r = 1
print(vars(b).__sizeof__(), vars(a).__sizeof__())
c = C()
c.p = 1
print(vars(c).__sizeof__(), vars(a).__sizeof__(), vars(b).__sizeof__())
del a.q
print(vars(a).__sizeof__(), vars(a), vars(b), vars(c))
a.q = 5
print(list(vars(a)), sys.getsizeof(a), sys.getsizeof(vars(a)))
