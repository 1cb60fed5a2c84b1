class C(object):
    def __init__(self):
        self.a = 1; self.b = 2
x = C(); d = x.__dict__
del x
print(d, d.__sizeof__())
d['c'] = 3
print(d, d.__sizeof__())
y = C()
print(vars(y).__sizeof__(), d.__sizeof__())
y.c = 5; y.d = 6; y.e = 7; y.f = 8
print(vars(y).__sizeof__(), d.__sizeof__())
def_ = C()
print(vars(def_).__sizeof__())
xs = [C() for _ in range(3)]
for i in xs: i.g = 1
print([vars(i).__sizeof__() for i in xs])
del xs
z = C()
z.c = 1; z.d = 1; z.e = 1; z.f = 1; z.g = 1; z.h = 1
print(vars(z).__sizeof__())
