from __future__ import print_function
# Lists may change until something else refers to them; tuples and sets do not change.
l = [1, 2]
l.append(3); l += [4]; l.extend((5, 6)); l[0] = 'z'; del l[1]
print(l, l.pop(), l.pop(0), l, len(l), 3 in l, l.count(3))
l.reverse(); print(l)
l.sort(); l.insert(1, 9); print(l, l[-1], l[1:], l * 2, l + [0], l[::-1])
a = b = []
a.append(1)
print(a is b, b, [1] == [1], [1, [2]] == [1, [2]], (1, 'a') == (1, 'a'), [1] < [1, 0], (1, 2) < (1, 3))
print(sorted([3, 1, 2]), sorted(['b', 'a'], reverse=True), list(range(5)), list(range(10, 0, -3)), tuple(range(3)), list('abc'))
print(any([0, 1]), all([1, 0]), list(reversed([1, 2, 3])), list(enumerate('ab')), list(enumerate('ab', 5)), list(zip([1, 2, 3], 'ab')))
print({1, 2} == {2, 1}, len({1, 1.0, True}), 2 in {1, 2}, sorted({3, 1, 2}), {i * 7 % 31 for i in range(20)}, frozenset([3, 1, 2]), set())
a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
[f, (g, h)] = [6, 'xy']
print(a, b, c, d, e, f, g, h, (), (1,), [[]], ((),))
it = iter([1, 2, 3])
print(next(it), next(it), list(it), next(it, 'none left'))
