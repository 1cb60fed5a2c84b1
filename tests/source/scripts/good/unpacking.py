import sys
# "**" in displays, from 3.5 on.
a = {'x': 1, 'y': 2}
b = {'y': 3, 'z': 4}
print({**a}, {**a, **b}, {**a, 'w': 0}, {'w': 0, **a, 'v': 1}, {**{}}, {**{'i': 1}, **a, 'x': 9})
print(dict(**a, q=1), dict(a, **b), sys.getsizeof({**a, **b}), sys.getsizeof({**{i: i for i in range(20)}, 'x': 1}))
c = {**a, 'n': {**b}}
c['n']['more'] = 1
print(c, b, [*a, *b], (*a,), {*a, *b} == {'x', 'y', 'z'})
first, *rest = [1, 2, 3]
*most, last = 'abc'
print(first, rest, most, last)
