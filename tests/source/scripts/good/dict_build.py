from __future__ import print_function
import sys
# Every way to make a dict, and what each weighs.
print({}, dict(), dict(a=1, b=2), dict([(1, 2), ['a', 'b'], 'cd']), dict({'q': 1}), dict({'q': 1}, r=2), dict([('z', 1)], a=2))
print(dict(zip('ab', [1, 2])), dict((i, i * i) for i in range(3)), {i: str(i) for i in range(4)}, dict(**{'k': 1}))
print(dict.fromkeys('abc'), dict.fromkeys([1, 2], 0), dict.fromkeys(range(3), 'x'), dict.fromkeys({'a': 1}), dict.fromkeys((1, 1)))
for n in (0, 1, 4, 5, 6, 7, 10, 11, 15, 16, 21, 22, 43, 86):
    ints = {i: None for i in range(n)}
    texts = {'k%d' % i: None for i in range(n)}
    print(n, sys.getsizeof(ints), sys.getsizeof(texts), sys.getsizeof(dict(ints)), sys.getsizeof(ints.copy()),
          sys.getsizeof(dict.fromkeys(range(n))), sys.getsizeof(dict.fromkeys(ints)), sys.getsizeof(dict.fromkeys(set(range(n)))))
big = {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7, 'h': 8, 'i': 9, 'j': 10, 'k': 11, 'l': 12, 'm': 13, 'n': 14,
       'o': 15, 'p': 16, 'q': 17, 'r': 18}
print(sys.getsizeof(big), len(big))
x = 'v'
mixed = {x: 1, x + x: 2, -1: 3, (1, 2): 4, 'a' 'b': 5, 2 + 3: 6}
print(mixed, sys.getsizeof(mixed))
