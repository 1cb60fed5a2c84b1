from __future__ import print_function
# Loops, conditions and what interrupts them; iteration over a dict in the order of the release.
for i in range(5):
    if i == 1:
        continue
    elif i == 4:
        break
    else:
        print(i, end=' ')
else:
    print('never')
n = 0
while True:
    n += 1
    if n > 3: break
else:
    print('never')
while n:
    n -= 1
else:
    print('else', n)
count = {}
for c in 'hello world':
    count[c] = count.get(c, 0) + 1
for k in count:
    print(k, count[k], end='; ')
print()
for k, v in count.items():
    if v > 1:
        print(k, v)
for i, (k, v) in enumerate(sorted(count.items())):
    print(i, k, v, end=', ')
print()
d = {}
for i in range(50):
    d[i * 7 % 50] = i
print(list(d)[:10], [k for k in d if d[k] < 5], min(d), max(d.values()), sum(d))
for k in [k for k in d if k % 3 == 0]:
    del d[k]
print(d, d.popitem(), d.popitem())
while d: d.popitem()
print(d)
for x in (1, 'a', None): print(x, end=' ')
for x in []: print('never')
for a in range(2):
    for b in 'xy':
        print(a, b, end=' ')
print()
e = {'a': 1}
for k in e:
    e = {'b': 2}
    print(k, e)
