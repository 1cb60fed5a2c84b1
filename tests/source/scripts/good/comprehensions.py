from __future__ import print_function
# Comprehensions have names of their own, except lists in Python 2.
x = 'outside'
print([x * 2 for x in range(5) if x % 2], x)
x = 'outside'
print({x for x in range(3)} == {0, 1, 2}, {x: -x for x in range(3)}, x)
print([(a, b) for a in range(3) for b in range(a)], [i for i in range(10) if i > 2 if i < 5], list(i * 2 for i in range(3)))
print(sum(i for i in range(4)), dict((k, len(k)) for k in ('a', 'bb')), [[j for j in range(i)] for i in range(3)])
print({k: v for k, v in [('a', 1), ('b', 2)]}, {v: k for k, v in {'a': 1, 'b': 2}.items()}, [d['n'] for d in [{'n': 1}, {'n': 2}]])
d = {'a': 1, 'b': 2}
print(sorted(k + str(v) for k, v in d.items()), any(v > 1 for v in d.values()), [v for v in d.values() if v > 1])
print({i: {j: i * j for j in range(2)} for i in range(2)}, [x for x in {3: 1}], {c for c in 'aab'} == set('ab'))
d.update((k, k) for k in 'xy')
print(sorted(d))
