class A(object):
    pass
x = A()
x.p = 1
d = {}
d[1] = A()
d[1].p = 2
del d[1]
for i in range(3):
    pair = [A(), {'n': i}]
    pair[0].p = i
    d[i] = pair
d[0] = None
d.pop(1)
x.other = A()
x.other.p = {'deep': A()}
x.other = 2
k, v = d.popitem()
v = None
d[5] = x
del x
d.clear()
stack = [A(), A()]
y = stack.pop()
y.p = 1
y = 2
stack.append({})
stack = []
