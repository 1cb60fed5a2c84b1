class C(object): pass
xs = [C() for _ in range(3)]
for i in xs: i.a = 1
del xs, i
z = C()
for n in range(7): setattr(z, 'b%d' % n, n)
print(vars(z).__sizeof__())
y = C()
print(vars(y).__sizeof__(), vars(z).__sizeof__())
class D(object): pass
xs = [D(), D()]
xs[0].a = xs[1].a = 1
xs.pop()
xs.pop()
z = D()
for n in range(7): setattr(z, 'b%d' % n, n)
print(vars(z).__sizeof__())
y = D()
print(vars(y).__sizeof__(), vars(z).__sizeof__())
class E(object): pass
t = (E(), E())
t[0].a = t[1].a = 1
u = t
t = 5
z = E()
for n in range(7): setattr(z, 'b%d' % n, n)
print(vars(z).__sizeof__(), u[0].a, vars(u[0]).__sizeof__())
